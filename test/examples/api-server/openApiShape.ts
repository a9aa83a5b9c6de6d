const content = {
  type: 'object',
  minProperties: 1,
  additionalProperties: {
    type: 'object',
    properties: { schema: { type: ['object', 'boolean'] }, example: true, examples: { type: 'object' } },
    additionalProperties: false,
  },
};

const parameter = {
  type: 'object',
  required: ['name', 'in', 'schema'],
  properties: {
    name: { type: 'string', minLength: 1 },
    in: { enum: ['query', 'header', 'path', 'cookie'] },
    description: { type: 'string' },
    required: { type: 'boolean' },
    deprecated: { type: 'boolean' },
    schema: { type: ['object', 'boolean'] },
    example: true,
    examples: { type: 'object' },
  },
  additionalProperties: false,
  if: { properties: { in: { const: 'path' } } },
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema.
  then: { required: ['required'], properties: { required: { const: true } } },
};

const operation = {
  type: 'object',
  required: ['responses'],
  properties: {
    tags: { type: 'array', items: { type: 'string' } },
    summary: { type: 'string' },
    description: { type: 'string' },
    operationId: { type: 'string' },
    parameters: { type: 'array', items: parameter },
    requestBody: {
      type: 'object',
      required: ['content'],
      properties: { content, description: { type: 'string' }, required: { type: 'boolean' } },
      additionalProperties: false,
    },
    responses: {
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: '^(?:default|[1-5](?:\\d\\d|XX))$' },
      additionalProperties: {
        type: 'object',
        required: ['description'],
        properties: { description: { type: 'string' }, headers: { type: 'object' }, content },
        additionalProperties: false,
      },
    },
    deprecated: { type: 'boolean' },
    security: {
      type: 'array',
      items: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } },
    },
  },
  additionalProperties: false,
};

/**
 * The shape of an OpenAPI 3.1 document, as far as the service uses it, from the tables of the specification (sections
 * 4.8.1 to 4.8.30, version 3.1.0): which fields objects must and may have. Schemas are checked as JSON Schema.
 */
export const openApiShape = {
  type: 'object',
  required: ['openapi', 'info', 'paths'],
  properties: {
    openapi: { type: 'string' },
    info: {
      type: 'object',
      required: ['title', 'version'],
      properties: { title: { type: 'string' }, version: { type: 'string' }, description: { type: 'string' } },
      additionalProperties: false,
    },
    servers: {
      type: 'array',
      items: { type: 'object', required: ['url'], properties: { url: { type: 'string' } } },
    },
    paths: {
      type: 'object',
      propertyNames: { pattern: '^/' },
      additionalProperties: {
        type: 'object',
        propertyNames: { enum: ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] },
        additionalProperties: operation,
      },
    },
    components: {
      type: 'object',
      properties: {
        schemas: { type: 'object', propertyNames: { pattern: '^[A-Za-z0-9._-]+$' } },
        securitySchemes: {
          type: 'object',
          additionalProperties: {
            type: 'object',
            required: ['type', 'name', 'in'],
            properties: {
              type: { const: 'apiKey' },
              name: { type: 'string' },
              in: { enum: ['query', 'header', 'cookie'] },
            },
          },
        },
      },
      additionalProperties: false,
    },
    tags: { type: 'array' },
    security: { type: 'array' },
  },
  additionalProperties: false,
} as const;
