import type { ModelRegistry } from 'coincast';

/** A registry that tells of every coin whose versions or champion were changed through it. */
export function tellChanges(registry: ModelRegistry, onChange: (coin: string) => void): ModelRegistry {
  return {
    ...registry,
    async register(model, options) {
      const registered = await registry.register(model, options);
      onChange(registered.coin);
      return registered;
    },
    async promote(version, options) {
      const promotion = await registry.promote(version, options);
      onChange(promotion.registered.coin);
      return promotion;
    },
    async rollback(coin, options) {
      const promotion = await registry.rollback(coin, options);
      onChange(coin);
      return promotion;
    },
  };
}
