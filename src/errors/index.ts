/** Typed errors and the guards that throw them. */
export { CoincastError, type CoincastErrorCode, isCoincastError } from './CoincastError.js';
export { ConvergenceError, type ConvergenceErrorDetails } from './ConvergenceError.js';
export { CsvFormatError, type CsvFormatErrorDetails } from './CsvFormatError.js';
export { DegenerateSeriesError, type DegenerateSeriesErrorDetails } from './DegenerateSeriesError.js';
export {
  type Bounds,
  type NumberArray,
  requireBoolean,
  requireFiniteArray,
  requireInteger,
  requireKnownKeys,
  requireNumber,
  requireOneOf,
  requireSameLength,
} from './guards.js';
export { HttpStatusError, type HttpStatusErrorDetails } from './HttpStatusError.js';
export { ImportConflictError, type ImportConflictErrorDetails } from './ImportConflictError.js';
export { InsufficientDataError, type InsufficientDataErrorDetails } from './InsufficientDataError.js';
export { IntegrityError, type IntegrityErrorDetails } from './IntegrityError.js';
export { InvalidArgumentError, type InvalidArgumentErrorDetails } from './InvalidArgumentError.js';
export { IrregularSeriesError, type IrregularSeriesErrorDetails } from './IrregularSeriesError.js';
export { LookAheadError, type LookAheadErrorDetails, type LookAheadKind } from './LookAheadError.js';
export { ModelNotFoundError, type ModelNotFoundErrorDetails } from './ModelNotFoundError.js';
export { NetworkError, type NetworkErrorDetails } from './NetworkError.js';
export { NonFiniteValueError, type NonFiniteValueErrorDetails } from './NonFiniteValueError.js';
export { nearestName } from './nearestName.js';
export { PlanLimitError, type PlanLimitErrorDetails } from './PlanLimitError.js';
export { PromotionConflictError, type PromotionConflictErrorDetails } from './PromotionConflictError.js';
export { PromotionRefusedError, type PromotionRefusedErrorDetails } from './PromotionRefusedError.js';
export { quoteValue } from './quoteValue.js';
export { RateLimitError, type RateLimitErrorDetails } from './RateLimitError.js';
export { RequestTimeoutError, type RequestTimeoutErrorDetails } from './RequestTimeoutError.js';
export { ResponseValidationError, type ResponseValidationErrorDetails } from './ResponseValidationError.js';
export {
  RollbackUnavailableError,
  type RollbackUnavailableErrorDetails,
} from './RollbackUnavailableError.js';
export { SerializationError, type SerializationErrorDetails } from './SerializationError.js';
export { SingularMatrixError, type SingularMatrixErrorDetails } from './SingularMatrixError.js';
export { StoreError, type StoreErrorDetails } from './StoreError.js';
export { TrainerError, type TrainerErrorDetails } from './TrainerError.js';
export { WorkerError, type WorkerErrorDetails, type WorkerErrorReason } from './WorkerError.js';
