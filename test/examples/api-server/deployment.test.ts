import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../../examples/api-server/src/config/readConfig.js';
import { cloudRunSchema, ecsSchema, fargateMemory } from './cloudSchemas.table.js';
import { composeSchema } from './composeSchema.table.js';

const example = join(import.meta.dirname, '..', '..', '..', 'examples', 'api-server');
const read = (path: string) => readFileSync(join(example, path), 'utf8');
const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false });

function expectToFit(schema: object, data: unknown): void {
  const fits = ajv.compile(schema);
  fits(data);
  expect(fits.errors ?? []).toEqual([]);
}

interface Compose {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, null>>;
}

interface ComposeService {
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly depends_on?: Readonly<Record<string, { condition: string }>> | readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: object;
  readonly volumes?: readonly string[];
}

describe('docker-compose.yml', () => {
  const compose = parse(read('docker-compose.yml'), { merge: true }) as Compose;
  const services = Object.entries(compose.services);

  it('fits the part of the Compose specification that it uses', () => expectToFit(composeSchema, compose));

  it('starts server, scheduler, Redis, Prometheus and Grafana', () => {
    expect(services.map(([name]) => name).sort()).toEqual([
      'grafana',
      'prometheus',
      'redis',
      'scheduler',
      'server',
    ]);
  });

  it('mounts files that exist, and volumes that it declares', () => {
    for (const [name, { volumes = [] }] of services) {
      for (const volume of volumes) {
        const [from] = volume.split(':') as [string];
        if (from.startsWith('.')) expect(existsSync(join(example, from)), `${name}: ${from}`).toBe(true);
        else expect(Object.keys(compose.volumes), name).toContain(from);
      }
    }
  });

  it('waits for services that exist, and for the health of those that tell it', () => {
    for (const [name, { depends_on = [] }] of services) {
      const conditions = Array.isArray(depends_on)
        ? depends_on.map((on: string) => [on, {}])
        : Object.entries(depends_on);
      for (const [other, { condition }] of conditions as [string, { condition?: string }][]) {
        expect(Object.keys(compose.services), name).toContain(other);
        if (condition === 'service_healthy') expect(compose.services[other]!.healthcheck).toBeDefined();
      }
    }
  });

  it('builds the server from a Dockerfile that exists, and sets variables that it knows', () => {
    const { build, environment } = compose.services['server']!;
    expect(existsSync(join(example, build!.context, build!.dockerfile))).toBe(true);
    expect(() => readConfig(filled(environment!))).not.toThrow();
  });

  it('scrapes what it starts', () => {
    const { scrape_configs } = parse(read('deploy/prometheus.yml')) as {
      scrape_configs: { static_configs: { targets: string[] }[] }[];
    };
    const targets = scrape_configs.flatMap(({ static_configs }) =>
      static_configs.flatMap((each) => each.targets),
    );
    for (const target of targets) expect(Object.keys(compose.services)).toContain(target.split(':')[0]);
    expect(targets).toContain(`scheduler:${compose.services['scheduler']!.environment!['METRICS_PORT']}`);
  });
});

describe('.env.example', () => {
  it('names variables that the server knows, and is a configuration as it stands', () => {
    const lines = read('.env.example')
      .split('\n')
      .filter((line) => /^#?[A-Z_]+=/.test(line));
    const variables = lines.map((line) => line.replace(/^#/, '').split('=') as [string, string]);
    const env = Object.fromEntries(variables);
    expect(Object.keys(env).length).toBeGreaterThan(12);
    // Without its key the plan of the example is none.
    expect(() => readConfig({ ...env, COINGECKO_PLAN: '' })).not.toThrow();
    expect(read('.env.example')).not.toMatch(/(?:KEYS?|PASSWORD|URL)=[^\n]*[0-9a-f]{16}/);
  });
});

describe('Procfile', () => {
  it('starts what the build makes', () => {
    const [, command] = /^web: (.+)$/m.exec(read('Procfile'))!;
    expect(command).toBe('HOST=0.0.0.0 node examples/api-server/dist/server.js');
  });
});

describe('the service of Cloud Run', () => {
  const service = parse(read('deploy/cloud-run.service.yaml')) as {
    spec: { template: { spec: { containers: { ports: { containerPort: number }[]; env: Variable[] }[] } } };
  };

  it('fits the part of the schema that it uses', () => expectToFit(cloudRunSchema, service));

  it('sets variables that the server knows, and PORT not, which Cloud Run sets', () => {
    const [container] = service.spec.template.spec.containers;
    expect(() => readConfig(filled(toEnvironment(container!.env)))).not.toThrow();
    expect(container!.env.map(({ name }) => name)).not.toContain('PORT');
  });
});

describe('the task definition of ECS', () => {
  const task = JSON.parse(read('deploy/ecs-task-definition.json')) as {
    cpu: string;
    memory: string;
    volumes: { name: string }[];
    containerDefinitions: {
      environment: Variable[];
      secrets: Variable[];
      mountPoints: { sourceVolume: string }[];
    }[];
  };
  const [container] = task.containerDefinitions;

  it('fits the part of the schema that it uses', () => expectToFit(ecsSchema, task));

  it('asks for a size that Fargate has', () => {
    const [min, max] = fargateMemory[task.cpu]!;
    expect(Number(task.memory)).toBeGreaterThanOrEqual(min);
    expect(Number(task.memory)).toBeLessThanOrEqual(max);
  });

  it('mounts what it declares, and sets variables that the server knows', () => {
    const declared = task.volumes.map(({ name }) => name);
    for (const { sourceVolume } of container!.mountPoints) expect(declared).toContain(sourceVolume);
    const env = toEnvironment([...container!.environment, ...container!.secrets]);
    expect(() => readConfig(filled(env))).not.toThrow();
  });
});

interface Variable {
  readonly name: string;
  readonly value?: string;
}

function toEnvironment(variables: readonly Variable[]): Record<string, string> {
  return Object.fromEntries(variables.map(({ name, value = '' }) => [name, value]));
}

/** Secrets and what others fill in, as something that fits. */
function filled(environment: Readonly<Record<string, string>>): Record<string, string> {
  const secrets: Readonly<Record<string, string>> = {
    COINGECKO_API_KEY: 'CG-of-a-test',
    ADMIN_KEYS: `operator:${'0'.repeat(64)}`,
    REDIS_URL: 'redis://127.0.0.1:6379',
  };
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => {
      if (value === '' && secrets[name] !== undefined) return [name, secrets[name]];
      return [name, value.replace(/\$\{\w+:?[-?]([^}]*)\}/g, '$1')];
    }),
  );
}
