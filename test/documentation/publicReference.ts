import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { root } from './codeBlocks.js';

/** A symbol that users can import, or a member of one, with the words of its doc comment. */
export interface Documented {
  /** As a reader would say it: `trainArima`, `ArimaModel.append`. */
  readonly name: string;
  /** File and line, relative to the root. */
  readonly at: string;
  /** What it is declared as. */
  readonly kind: 'function' | 'class' | 'type' | 'value' | 'method' | 'field';
  /** The text of the comment without its stars; empty where there is none. */
  readonly comment: string;
  /** The declared type of a field, the parameters of a function or method. */
  readonly type: string;
  readonly optional: boolean;
}

const entries = ['src/index.ts', 'src/node/index.ts', 'src/testing/index.ts'];

/** All that the three entry points export, with members. Only this project's files are read, so types stay as written. */
export function publicReference(): Documented[] {
  const program = ts.createProgram(
    entries.map((path) => join(root, path)),
    { noLib: true, types: [], target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    ownFilesOnly(),
  );
  const checker = program.getTypeChecker();
  const symbols = new Map<ts.Symbol, string>();
  for (const path of entries) {
    const module = checker.getSymbolAtLocation(program.getSourceFile(join(root, path))!)!;
    for (const symbol of checker.getExportsOfModule(module)) {
      const aliased = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      symbols.set(aliased, symbol.name);
    }
  }
  return [...symbols].flatMap(([symbol, name]) => described(symbol, name));
}

function ownFilesOnly(): ts.CompilerHost {
  const host = ts.createCompilerHost({});
  const resolve = (name: string, from: string): ts.ResolvedModuleWithFailedLookupLocations => {
    if (!name.startsWith('.')) return { resolvedModule: undefined };
    const resolvedFileName = join(dirname(from), name.replace(/\.js$/, '.ts'));
    return { resolvedModule: { resolvedFileName, extension: ts.Extension.Ts } } as never;
  };
  return {
    ...host,
    resolveModuleNameLiterals: (literals, from) => literals.map(({ text }) => resolve(text, from)),
  };
}

function described(symbol: ts.Symbol, name: string): Documented[] {
  const declarations = symbol.declarations ?? [];
  const functions = declarations.filter(ts.isFunctionDeclaration);
  if (functions.length > 0) {
    // Overloads are documented together, by the first.
    const comment = functions.map(commentOf).find((text) => text !== '') ?? '';
    const type = functions
      .map((one) => one.parameters.map((parameter) => parameter.getText()).join(', '))
      .join(' | ');
    return [{ name, at: placeOf(functions[0]!), kind: 'function', comment, type, optional: false }];
  }
  return declarations.flatMap((declaration) => {
    const variable = ts.isVariableDeclaration(declaration);
    const own: Documented = {
      name,
      at: placeOf(declaration),
      kind: variable ? 'value' : ts.isClassDeclaration(declaration) ? 'class' : 'type',
      comment: commentOf(variable ? declaration.parent.parent : declaration),
      type: '',
      optional: false,
    };
    return [own, ...membersOf(declaration).flatMap((member) => describedMember(member, name))];
  });
}

function membersOf(declaration: ts.Node): readonly (ts.TypeElement | ts.ClassElement)[] {
  if (ts.isInterfaceDeclaration(declaration) || ts.isClassDeclaration(declaration))
    return [...declaration.members];
  if (!ts.isTypeAliasDeclaration(declaration)) return [];
  const found: ts.TypeElement[] = [];
  const visit = (type: ts.TypeNode): void => {
    if (ts.isTypeLiteralNode(type)) found.push(...type.members);
    else if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) type.types.forEach(visit);
  };
  visit(declaration.type);
  return found;
}

function describedMember(member: ts.TypeElement | ts.ClassElement, owner: string): Documented[] {
  if (ts.isConstructorDeclaration(member) || member.name === undefined) return [];
  if (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Private) return [];
  const callable = ts.isMethodSignature(member) || ts.isMethodDeclaration(member);
  const property = ts.isPropertySignature(member) || ts.isPropertyDeclaration(member);
  if (!callable && !property) return [];
  return [
    {
      name: `${owner}.${member.name.getText()}`,
      at: placeOf(member),
      kind:
        callable || (member.type !== undefined && ts.isFunctionTypeNode(member.type)) ? 'method' : 'field',
      comment: commentOf(member),
      type:
        (callable ? member.parameters.map((one) => one.getText()).join(', ') : member.type?.getText()) ?? '',
      optional: member.questionToken !== undefined,
    },
  ];
}

function commentOf(node: ts.Node): string {
  const comment = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).at(-1);
  return (comment?.getText() ?? '')
    .replace(/^\/\*\*|\*\/$/g, '')
    .replaceAll(/\n\s*\* ?/g, '\n')
    .trim();
}

function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  return `${relative(root, file.fileName)}:${line + 1}`;
}
