/** One instruction, its lines joined. */
export interface Instruction {
  readonly name: string;
  readonly value: string;
}

/** A stage: what follows a FROM. */
export interface Stage {
  readonly image: string;
  readonly name: string | undefined;
  readonly instructions: readonly Instruction[];
}

/** Reads a Dockerfile: stages and their instructions, without comments. */
export function parseDockerfile(text: string): Stage[] {
  const stages: (Stage & { instructions: Instruction[] })[] = [];
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'))
    .join('\n')
    .replace(/\\\n\s*/g, '')
    .split('\n');
  for (const line of lines) {
    const [, name, value] = /^([A-Z]+) (.+)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new Error(`This is no instruction: ${line}`);
    if (name === 'FROM') {
      const [, image, stage] = /^(\S+)(?: AS (\w+))?$/.exec(value)!;
      stages.push({ image: image!, name: stage, instructions: [] });
    } else {
      const stage = stages.at(-1);
      if (stage === undefined) throw new Error(`Before the first FROM: ${line}`);
      stage.instructions.push({ name, value });
    }
  }
  return stages;
}
