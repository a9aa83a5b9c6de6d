import { Comment, CommentTag, Converter } from 'typedoc';

/** What a room of `src/` is called in the reference. */
const rooms = {
  coingecko: 'CoinGecko',
  errors: 'Errors',
  evaluation: 'Evaluation',
  features: 'Features',
  models: 'Models',
  node: 'Node',
  persistence: 'Persistence',
  pipeline: 'Pipeline',
  runtime: 'Clocks and progress',
  series: 'Series',
  stats: 'Statistics',
  testing: 'Testing',
  validation: 'Validation',
};

/** A plugin of typedoc: every symbol is in the category of the room its file lies in. */
export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, (context) => {
    for (const entry of context.project.children ?? []) {
      for (const symbol of entry.children ?? []) categorize(context, symbol);
    }
  });
}

function categorize(context, reflection) {
  const [declaration] = context.getSymbolFromReflection(reflection)?.declarations ?? [];
  const room = /\/src\/(\w+)\//.exec(declaration?.getSourceFile().fileName ?? '')?.[1];
  if (rooms[room] === undefined) throw new Error(`docs/reference: ${reflection.name} is of no known room`);
  reflection.comment ??= new Comment();
  reflection.comment.blockTags.push(new CommentTag('@category', [{ kind: 'text', text: rooms[room] }]));
}
