/** Has what follows closed at the end, the last one first. */
export type Defer = (close: () => unknown) => void;

/** Does something, and closes what it has opened until then, however it ends. */
export async function withCleanup<Result>(act: (defer: Defer) => Promise<Result>): Promise<Result> {
  const closers: (() => unknown)[] = [];
  try {
    return await act((close) => closers.push(close));
  } finally {
    for (const close of closers.reverse()) await close();
  }
}
