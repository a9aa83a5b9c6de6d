const text = { type: 'string', minLength: 1 } as const;
const name = { type: 'string', pattern: '^[A-Z][A-Z0-9_]*$' } as const;

const probe = {
  type: 'object',
  additionalProperties: false,
  required: ['httpGet'],
  properties: {
    httpGet: {
      type: 'object',
      additionalProperties: false,
      required: ['path'],
      properties: { path: { type: 'string', pattern: '^/' }, port: { type: 'integer' } },
    },
    // The bounds of Cloud Run.
    initialDelaySeconds: { type: 'integer', minimum: 0, maximum: 240 },
    periodSeconds: { type: 'integer', minimum: 1, maximum: 240 },
    timeoutSeconds: { type: 'integer', minimum: 1, maximum: 240 },
    failureThreshold: { type: 'integer', minimum: 1 },
  },
} as const;

/** The part of Cloud Run's `Service` that our file uses. */
export const cloudRunSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['apiVersion', 'kind', 'metadata', 'spec'],
  properties: {
    apiVersion: { const: 'serving.knative.dev/v1' },
    kind: { const: 'Service' },
    metadata: {
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string', pattern: '^[a-z]([a-z0-9-]{0,47}[a-z0-9])?$' },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
      },
    },
    spec: {
      type: 'object',
      additionalProperties: false,
      required: ['template'],
      properties: {
        template: {
          type: 'object',
          required: ['spec'],
          properties: {
            // Annotations are text, whatever they look like.
            metadata: {
              type: 'object',
              properties: { annotations: { type: 'object', additionalProperties: { type: 'string' } } },
            },
            spec: {
              type: 'object',
              additionalProperties: false,
              required: ['containers'],
              properties: {
                containerConcurrency: { type: 'integer', minimum: 1, maximum: 1000 },
                timeoutSeconds: { type: 'integer', minimum: 1, maximum: 3600 },
                containers: {
                  type: 'array',
                  minItems: 1,
                  items: {
                    type: 'object',
                    additionalProperties: false,
                    required: ['image', 'ports', 'resources'],
                    properties: {
                      image: text,
                      ports: {
                        type: 'array',
                        maxItems: 1,
                        items: {
                          type: 'object',
                          required: ['containerPort'],
                          properties: {
                            name: { enum: ['http1', 'h2c'] },
                            containerPort: { type: 'integer' },
                          },
                        },
                      },
                      env: {
                        type: 'array',
                        items: {
                          type: 'object',
                          additionalProperties: false,
                          required: ['name'],
                          oneOf: [{ required: ['value'] }, { required: ['valueFrom'] }],
                          properties: {
                            name,
                            value: { type: 'string' },
                            valueFrom: {
                              type: 'object',
                              additionalProperties: false,
                              required: ['secretKeyRef'],
                              properties: {
                                secretKeyRef: {
                                  type: 'object',
                                  required: ['name', 'key'],
                                  properties: { name: text, key: text },
                                },
                              },
                            },
                          },
                        },
                      },
                      resources: {
                        type: 'object',
                        required: ['limits'],
                        properties: { limits: { type: 'object', additionalProperties: { type: 'string' } } },
                      },
                      startupProbe: probe,
                      livenessProbe: probe,
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
} as const;

/** What Fargate offers of memory, MiB, for each size of processor. */
export const fargateMemory: Readonly<Record<string, readonly [min: number, max: number]>> = {
  '256': [512, 2048],
  '512': [1024, 4096],
  '1024': [2048, 8192],
  '2048': [4096, 16_384],
};

const seconds = (minimum: number, maximum: number) => ({ type: 'integer', minimum, maximum }) as const;

/** The part of ECS's `RegisterTaskDefinition` that our file uses, for Fargate. */
export const ecsSchema = {
  type: 'object',
  additionalProperties: false,
  required: [
    'family',
    'requiresCompatibilities',
    'networkMode',
    'cpu',
    'memory',
    'executionRoleArn',
    'containerDefinitions',
  ],
  properties: {
    family: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,255}$' },
    requiresCompatibilities: { type: 'array', items: { enum: ['FARGATE'] } },
    networkMode: { const: 'awsvpc' },
    cpu: { enum: Object.keys(fargateMemory) },
    memory: { type: 'string', pattern: '^\\d+$' },
    runtimePlatform: {
      type: 'object',
      properties: {
        cpuArchitecture: { enum: ['X86_64', 'ARM64'] },
        operatingSystemFamily: { const: 'LINUX' },
      },
    },
    executionRoleArn: { type: 'string', pattern: '^arn:aws:iam::' },
    volumes: { type: 'array', items: { type: 'object', required: ['name'], properties: { name: text } } },
    containerDefinitions: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'image', 'essential', 'portMappings', 'logConfiguration'],
        properties: {
          name: text,
          image: text,
          essential: { type: 'boolean' },
          user: text,
          readonlyRootFilesystem: { type: 'boolean' },
          stopTimeout: seconds(2, 120),
          portMappings: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['containerPort'],
              properties: {
                containerPort: { type: 'integer' },
                protocol: { enum: ['tcp', 'udp'] },
                name: text,
              },
            },
          },
          environment: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['name', 'value'],
              properties: { name, value: { type: 'string' } },
            },
          },
          secrets: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['name', 'valueFrom'],
              properties: { name, valueFrom: { type: 'string', pattern: '^arn:aws:(secretsmanager|ssm):' } },
            },
          },
          healthCheck: {
            type: 'object',
            additionalProperties: false,
            required: ['command'],
            properties: {
              command: { type: 'array', minItems: 2, items: text },
              interval: seconds(5, 300),
              timeout: seconds(2, 60),
              retries: seconds(1, 10),
              startPeriod: seconds(0, 300),
            },
          },
          mountPoints: {
            type: 'array',
            items: {
              type: 'object',
              required: ['sourceVolume', 'containerPath'],
              properties: { sourceVolume: text, containerPath: text, readOnly: { type: 'boolean' } },
            },
          },
          logConfiguration: {
            type: 'object',
            required: ['logDriver', 'options'],
            properties: { logDriver: { const: 'awslogs' } },
          },
        },
      },
    },
  },
} as const;
