import { createHash, randomBytes } from 'node:crypto';

const [name = 'NAME'] = process.argv.slice(2);
const key = randomBytes(32).toString('base64url');
const digest = createHash('sha256').update(key).digest('hex');
process.stdout.write(
  `The key, shown this once; its owner sends it in the header X-API-Key:\n  ${key}\n` +
    `Its entry for API_KEYS or ADMIN_KEYS:\n  ${name}:${digest}\n`,
);
