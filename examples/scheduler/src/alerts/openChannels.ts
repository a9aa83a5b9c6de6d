import { IncomingWebhook } from '@slack/webhook';
import type { Logger } from 'coincast';
import type { Channel } from './Channel.js';

/** A channel that does not answer by then is dead, milliseconds. */
const timeoutMs = 5_000;

/** The log, and whatever is configured besides. */
export function openChannels(
  {
    slackUrl,
    webhookUrl,
  }: { readonly slackUrl: string | undefined; readonly webhookUrl: string | undefined },
  logger: Logger,
): Channel[] {
  return [
    logChannel(logger),
    ...(slackUrl === undefined ? [] : [slackChannel(slackUrl)]),
    ...(webhookUrl === undefined ? [] : [webhookChannel(webhookUrl)]),
  ];
}

function logChannel(logger: Logger): Channel {
  return {
    name: 'log',
    async send({ text, ...about }) {
      if (about.phase === 'alert') logger.error(about, text);
      else logger.info(about, text);
    },
  };
}

function slackChannel(url: string): Channel {
  const webhook = new IncomingWebhook(url, { timeout: timeoutMs });
  return {
    name: 'slack',
    async send({ text }) {
      await webhook.send({ text });
    },
  };
}

function webhookChannel(url: string): Channel {
  return {
    name: 'webhook',
    async send(message) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(message),
        signal: AbortSignal.timeout(timeoutMs),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`status ${response.status}`);
    },
  };
}
