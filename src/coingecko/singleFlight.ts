import type { CallPriority } from './CallPriority.js';
import { onAbort } from './onAbort.js';

/** Somebody who waits for the outcome of a flight. */
export interface Passenger {
  readonly signal: AbortSignal | undefined;
  readonly priority: CallPriority;
}

/** What the passengers of one flight want together. */
export interface SharedWish {
  /** Aborts when the last passenger has left. */
  readonly signal: AbortSignal;
  /** The highest of those still waiting. */
  readonly priority: () => CallPriority;
}

/** Gives the outcome of work under way with the same key, else of `start`. */
export type SingleFlight<T> = (
  key: string,
  passenger: Passenger,
  start: (shared: SharedWish) => Promise<T>,
) => Promise<T>;

interface Flight<T> {
  readonly passengers: Set<Passenger>;
  readonly controller: AbortController;
  readonly outcome: Promise<T>;
}

/**
 * Makes identical work under way one. A passenger whose signal aborts is rejected at once with the signal's own
 * reason, and the flight goes on for the others; when the last has left, it is aborted, and whoever comes next
 * starts anew.
 */
export function createSingleFlight<T>(): SingleFlight<T> {
  const flights = new Map<string, Flight<T>>();

  const launch = (key: string, start: (shared: SharedWish) => Promise<T>): Flight<T> => {
    const controller = new AbortController();
    const passengers = new Set<Passenger>();
    const priority = () =>
      [...passengers].some((passenger) => passenger.priority === 'interactive')
        ? 'interactive'
        : 'background';
    const outcome = Promise.resolve().then(() => start({ signal: controller.signal, priority }));
    const flight = { passengers, controller, outcome };
    flights.set(key, flight);
    const land = () => drop(key, flight);
    outcome.then(land, land);
    return flight;
  };

  const drop = (key: string, flight: Flight<T>) => {
    if (flights.get(key) === flight) flights.delete(key);
  };

  return (key, passenger, start) =>
    new Promise((resolve, reject) => {
      const { signal } = passenger;
      signal?.throwIfAborted();
      const flight = flights.get(key) ?? launch(key, start);
      const stopWatching =
        signal &&
        onAbort(signal, () => {
          leave();
          reject(signal.reason);
          if (flight.passengers.size > 0) return;
          drop(key, flight);
          flight.controller.abort(signal.reason);
        });
      const leave = () => {
        flight.passengers.delete(passenger);
        stopWatching?.();
      };
      flight.passengers.add(passenger);
      flight.outcome.then(resolve, reject).finally(leave);
    });
}
