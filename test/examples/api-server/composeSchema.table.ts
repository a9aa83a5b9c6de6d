const text = { type: 'string', minLength: 1 } as const;
const texts = { type: 'array', items: text, minItems: 1 } as const;
/** What a variable may be: no number, as YAML reads some in ways nobody means. */
const variables = { type: 'object', additionalProperties: { type: 'string' } } as const;
const duration = { type: 'string', pattern: '^(\\d+(h|m|s|ms))+$' } as const;

const service = {
  type: 'object',
  additionalProperties: false,
  required: ['image', 'restart'],
  properties: {
    build: {
      type: 'object',
      additionalProperties: false,
      required: ['context', 'dockerfile'],
      properties: { context: text, dockerfile: text, args: variables, target: text },
    },
    // A tag, and not that of whatever is newest today.
    image: { type: 'string', pattern: '^[a-z0-9./-]+(:(?!latest)[A-Za-z0-9._-]+)?$' },
    restart: { enum: ['no', 'always', 'on-failure', 'unless-stopped'] },
    init: { type: 'boolean' },
    depends_on: {
      oneOf: [
        texts,
        {
          type: 'object',
          additionalProperties: {
            type: 'object',
            additionalProperties: false,
            required: ['condition'],
            properties: {
              condition: { enum: ['service_started', 'service_healthy', 'service_completed_successfully'] },
            },
          },
        },
      ],
    },
    // Ports for this machine alone: TLS and the world come in by a proxy.
    ports: { type: 'array', items: { type: 'string', pattern: '^127\\.0\\.0\\.1:\\d+:\\d+$' } },
    environment: variables,
    env_file: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['path'],
        properties: { path: text, required: { type: 'boolean' } },
      },
    },
    command: texts,
    healthcheck: {
      type: 'object',
      additionalProperties: false,
      required: ['test'],
      properties: {
        test: texts,
        interval: duration,
        timeout: duration,
        start_period: duration,
        retries: { type: 'integer', minimum: 1 },
      },
    },
    stop_grace_period: duration,
    read_only: { type: 'boolean' },
    tmpfs: texts,
    volumes: { type: 'array', items: { type: 'string', pattern: '^[a-z./-]+:/[A-Za-z0-9./-]+(:ro)?$' } },
    security_opt: texts,
    cap_drop: texts,
  },
} as const;

/** The part of the Compose specification that our file uses, stricter where we want it so. */
export const composeSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'services', 'volumes'],
  properties: {
    name: { type: 'string', pattern: '^[a-z0-9][a-z0-9_-]*$' },
    services: { type: 'object', minProperties: 1, additionalProperties: service },
    volumes: { type: 'object', additionalProperties: { type: 'null' } },
  },
} as const;
