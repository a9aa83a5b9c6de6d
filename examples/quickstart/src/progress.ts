import type { ProgressEvent } from 'coincast';
import ora from 'ora';

/** Where text goes; a terminal gets a spinner, anything else plain lines. */
export type Output = Pick<NodeJS.WriteStream, 'write'> &
  Partial<Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>>;

/** Shows how far the journey is. */
export interface Progress {
  report(event: ProgressEvent): void;
  /** Says something that is no step of its own. */
  tell(sentence: string): void;
  /** Takes an unfinished step off the screen. */
  stop(): void;
}

/** Progress for a terminal or for a log, whichever the output is. */
export function createProgress(output: Output): Progress {
  // A pseudo-terminal of no width, as containers and `script` make them, would keep the spinner wrapping for ever.
  const isTerminal = output.isTTY === true && (output.columns ?? 0) > 0;
  return isTerminal ? spinnerProgress(output as NodeJS.WriteStream) : plainProgress(output);
}

function spinnerProgress(stream: NodeJS.WriteStream): Progress {
  const spinner = ora({ stream, discardStdin: false });
  return {
    report(event) {
      if (event.message === undefined) spinner.start(counted(event, event.stage));
      else spinner.succeed(event.message);
    },
    tell(sentence) {
      spinner.text = sentence;
    },
    stop() {
      spinner.stop();
    },
  };
}

function plainProgress(output: Output): Progress {
  return {
    report(event) {
      if (event.message !== undefined) output.write(`${counted(event, event.message)}\n`);
    },
    tell(sentence) {
      output.write(`${sentence}\n`);
    },
    stop() {},
  };
}

function counted({ done, total, message }: ProgressEvent, text: string): string {
  return `[${message === undefined ? done + 1 : done}/${total}] ${text}`;
}
