/** Whom alerts are sent to. */
export interface Channel {
  readonly name: string;
  /** @throws when the message did not arrive. */
  send(message: Message): Promise<void>;
}

/** A message about one kind of alert. It holds no keys and no addresses. */
export interface Message {
  readonly kind: string;
  /** `alert`: something is wrong, or still is; `recovery`: it is right again. */
  readonly phase: 'alert' | 'recovery';
  readonly run: string;
  readonly coins: readonly string[];
  readonly text: string;
}
