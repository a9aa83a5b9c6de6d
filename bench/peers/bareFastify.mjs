// The least a Fastify server can do: one route that returns the same bytes as the URL given.
import Fastify from 'fastify';

const body = await (await fetch(process.argv[2])).text();
const app = Fastify();
app.get('/predict', async (_request, reply) => {
  reply.header('content-type', 'application/json; charset=utf-8');
  return body;
});
console.log(`Look at ${await app.listen({ port: 0, host: '127.0.0.1' })}`);
