import { beforeAll, describe, expect, it } from 'vitest';
import { exampleBlocks, markdownBlocks, markdownFiles } from './codeBlocks.js';
import { runCodeBlock } from './runCodeBlock.js';

// The first block would pay for compiling the whole library.
beforeAll(
  () => Promise.all([import('coincast'), import('coincast/node'), import('coincast/testing')]),
  120_000,
);

describe('the README and the guides', () => {
  const blocks = ['README.md', ...markdownFiles('docs')].flatMap(markdownBlocks);

  it('have code that can be run', () => {
    expect(blocks.filter((block) => block.file === 'README.md').length).toBeGreaterThan(0);
  });

  it.each(blocks.map((block) => [`${block.file}:${block.line}`, block] as const))(
    'run and print what they say: %s',
    async (_name, block) => runCodeBlock(block),
  );
});

describe('the examples in doc comments', () => {
  it.each(exampleBlocks('src').map((block) => [`${block.file}:${block.line}`, block] as const))(
    'run and print what they say: %s',
    async (_name, block) => runCodeBlock(block),
  );
});
