/** The value `build` gives, built at the first call and kept, so that importing a schema costs nothing. */
export function once<T extends object>(build: () => T): () => T {
  let built: T | undefined;
  return () => {
    built ??= build();
    return built;
  };
}
