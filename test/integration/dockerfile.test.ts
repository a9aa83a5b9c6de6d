import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { parseDockerfile, type Stage } from './parseDockerfile.js';
import { end, freePort, untilReady } from './processes.js';

const root = join(import.meta.dirname, '..', '..');
const dockerfileOf = (example: string) =>
  parseDockerfile(readFileSync(join(root, 'examples', example, 'Dockerfile'), 'utf8'));

describe.each([
  ['api-server', 'server.js', '/health/ready'],
  ['scheduler', 'main.js', '/metrics'],
])('the Dockerfile of examples/%s', (example, entry, health) => {
  const stages = dockerfileOf(example);
  const last = stages.at(-1)!;
  const instructions = stages.flatMap((stage) => stage.instructions);
  const valuesOf = (stage: Stage, name: string) =>
    stage.instructions.filter((instruction) => instruction.name === name).map(({ value }) => value);

  it('is built in stages, on images whose version is named', () => {
    expect(stages.length).toBeGreaterThan(1);
    for (const { image } of stages) expect(image).toMatch(/:(?!latest)[\w.-]+$/);
  });

  it('runs as a user that is not root, and says how its health is asked', () => {
    expect(valuesOf(last, 'USER')).toEqual(['node']);
    expect(valuesOf(last, 'HEALTHCHECK')[0]).toContain(health);
    expect(last.instructions.at(-1)!.name).toBe('CMD');
  });

  it('starts without a shell between, so that signals reach the server', () => {
    const [command] = valuesOf(last, 'CMD');
    expect(JSON.parse(command!)).toEqual(['node', `examples/${example}/dist/${entry}`]);
  });

  it('installs what the lock file says, and in the image production dependencies only', () => {
    const installs = instructions.filter(({ value }) => /npm (ci|install|i)\b/.test(value));
    for (const { value } of installs) expect(value).toContain('npm ci --ignore-scripts');
    const source = last.instructions.find(({ value }) => value.endsWith('node_modules node_modules'))!;
    const [, stage] = /--from=(\w+)/.exec(source.value)!;
    const dependencies = stages.find(({ name }) => name === stage)!;
    expect(valuesOf(dependencies, 'RUN').join()).toContain('--omit=dev');
  });

  it('copies what exists, from stages that come before', () => {
    for (const [position, stage] of stages.entries()) {
      for (const value of valuesOf(stage, 'COPY')) {
        const from = /--from=(\w+)/.exec(value)?.[1];
        if (from !== undefined) expect(stages.slice(0, position).map(({ name }) => name)).toContain(from);
        else for (const path of sourcesOf(value)) expect(existsSync(join(root, path)), path).toBe(true);
      }
    }
  });

  it('holds no secret, fetches nothing by address, and names its instructions as Docker knows them', () => {
    const known = ['WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'VOLUME', 'EXPOSE', 'HEALTHCHECK', 'CMD'];
    for (const { name, value } of instructions) {
      expect(known).toContain(name);
      expect(value).not.toMatch(/(?:KEY|TOKEN|PASSWORD|SECRET)S?=/);
      expect(value).not.toMatch(/curl|wget|sudo/);
    }
  });
});

/**
 * Does what Docker would do, in clean folders and as a user that is not root: copies, installs, builds, starts. Takes
 * minutes and the package registry, so it runs where CLEAN_FOLDER is set.
 */
describe.skipIf(process.env['CLEAN_FOLDER'] === undefined)(
  'the commands of the API server in clean folders (with CLEAN_FOLDER=1)',
  () => {
    const stages = dockerfileOf('api-server');
    const last = stages.at(-1)!;
    const folder = mkdtempSync(join(tmpdir(), 'coincast-image-'));
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    let server: ChildProcess | undefined;

    afterAll(async () => {
      if (server !== undefined) await end(server);
      rmSync(folder, { recursive: true, force: true });
    });

    it('install, build and start a server that becomes healthy', async () => {
      chmodSync(folder, 0o755);
      const started = Date.now();
      for (const [number, stage] of stages.entries()) await runStage(stage, stageFolder(stage, number));
      process.stdout.write(`installed and built in ${Math.round((Date.now() - started) / 1000)} s\n`);

      const image = stageFolder(last, stages.length - 1);
      const modules = join(image, 'app', 'node_modules');
      for (const name of ['typescript', 'vitest', 'echarts', 'playwright-core']) {
        expect(existsSync(join(modules, name)), name).toBe(false);
      }
      const size = execFileSync('du', ['-sm', join(image, 'app')], { encoding: 'utf8' }).split('\t')[0];
      process.stdout.write(`the image's own layers hold ${size} MB\n`);

      const port = String(await freePort());
      const env = {
        PATH: process.env['PATH'],
        ...envOf(last),
        HOST: '127.0.0.1',
        PORT: port,
        DATA_DIR: join(image, 'data'),
        COINS: 'bitcoin',
      };
      const [program, ...parameters] = JSON.parse(last.instructions.at(-1)!.value) as [string, ...string[]];
      const cwd = join(image, 'app');
      server = spawn(program, parameters, { cwd, env, ...nobody, stdio: ['ignore', 'pipe', 'inherit'] });
      let log = '';
      server.stdout!.on('data', (text) => {
        log += text;
      });
      await untilReady(`http://127.0.0.1:${port}/health/ready`, server, () => log);
      const [, check] = /CMD (\[.*\])$/s.exec(
        last.instructions.find(({ name }) => name === 'HEALTHCHECK')!.value,
      )!;
      const [checker, ...rest] = JSON.parse(check!) as [string, ...string[]];
      await promisify(execFile)(checker, rest, { env });
      expect((await fetch(`http://127.0.0.1:${port}/`)).headers.get('content-type')).toContain('text/html');
      expect((await fetch(`http://127.0.0.1:${port}/predict?coin=bitcoin`)).status).toBe(200);
    }, 1_200_000);

    function stageFolder({ name }: Stage, number: number): string {
      return join(folder, name ?? String(number));
    }

    async function runStage(stage: Stage, at: string): Promise<void> {
      let work = at;
      mkdirSync(at);
      own(at);
      for (const { name, value } of stage.instructions) {
        if (name === 'WORKDIR') {
          work = join(at, value);
          mkdirSync(work, { recursive: true });
          own(work);
        }
        if (name === 'COPY') copy(value, at, work);
        if (name === 'RUN') {
          const env = {
            PATH: process.env['PATH'],
            HOME: at,
            NODE_EXTRA_CA_CERTS: process.env['NODE_EXTRA_CA_CERTS'],
          };
          await promisify(execFile)('sh', ['-c', value], { cwd: work, env, ...nobody, maxBuffer: 1e8 });
        }
      }
    }

    function copy(value: string, at: string, work: string): void {
      const from = /--from=(\w+)/.exec(value)?.[1];
      const target = value.split(' ').at(-1)!;
      const sources = sourcesOf(value);
      for (const source of sources) {
        const path = from === undefined ? join(root, source) : join(folder, from, source);
        const isInto = target.endsWith('/') || sources.length > 1;
        const base = target.startsWith('/') ? at : work;
        const to = isInto ? join(base, target, basename(path)) : join(base, target);
        cpSync(path, to, {
          recursive: true,
          verbatimSymlinks: true,
          filter: (each) => from !== undefined || isInContext(each),
        });
        own(join(base, target));
      }
    }

    function own(path: string): void {
      if (nobody.uid === undefined) return;
      chownSync(path, nobody.uid, nobody.gid);
      execFileSync('chown', ['-Rh', `${nobody.uid}:${nobody.gid}`, path]);
    }
  },
);

/** What .dockerignore leaves. */
function isInContext(path: string): boolean {
  const relative = path.slice(root.length + 1);
  const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').trim().split('\n');
  return !ignored.some((pattern) =>
    pattern.startsWith('**/') ? relative.split('/').includes(pattern.slice(3)) : relative === pattern,
  );
}

function sourcesOf(copy: string): string[] {
  return copy
    .split(' ')
    .filter((part) => !part.startsWith('--'))
    .slice(0, -1);
}

function envOf({ instructions }: Stage): Record<string, string> {
  const pairs = instructions.filter(({ name }) => name === 'ENV').flatMap(({ value }) => value.split(' '));
  return Object.fromEntries(pairs.map((pair) => pair.split('=') as [string, string]));
}
