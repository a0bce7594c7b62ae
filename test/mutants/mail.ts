import type { Mutant } from './mutant.ts'

const CHANNEL = 'subgraphs/notifications/mail/channel.test.ts'
const LETTER = 'subgraphs/notifications/mail/letter.test.ts'
const PUBLIC = 'subgraphs/notifications/mail/public.test.ts'

/** Mails: to whom, how often, and who may stop them. */
export const mail: readonly Mutant[] = [
  {
    name: 'unsubscribe-unsigned',
    file: 'subgraphs/notifications/mail/unsubscribe-link.ts',
    before: 'if (given.length !== ours.length || !timingSafeEqual(given, ours)) return null',
    after: 'if (given.length !== ours.length) return null',
    why: 'Anybody stops anybody’s mails.',
    red: [PUBLIC],
  },
  {
    name: 'bounce-unsigned',
    file: 'subgraphs/notifications/mail/bounce.ts',
    before: 'if (!isSigned(bounceSecrets, request.headers, body.raw)) throw',
    after: 'if (!request.headers) throw',
    why: 'Anybody ends anybody’s mails.',
    red: [PUBLIC],
  },
  {
    name: 'bounce-of-another-address',
    file: 'subgraphs/notifications/mail/bounce.ts',
    before: 'if (wentTo(mailing.linkSecret, named, email)) await',
    after: 'await',
    why: 'A late bounce of the old address ends mails to the new one.',
    red: [PUBLIC],
  },
  {
    name: 'look-unsubscribes',
    file: 'subgraphs/notifications/mail/unsubscribe.ts',
    before: "if (method === 'POST') await",
    after: 'await',
    why: 'A scanner of viruses stops the mails.',
    red: [PUBLIC],
  },
  {
    name: 'mail-unescaped',
    file: 'subgraphs/notifications/mail/page.ts',
    before: '[`<p>${escape(text).replaceAll',
    after: '[`<p>${text.replaceAll',
    why: 'A station’s name writes HTML into mails.',
    red: [CHANNEL],
  },
  {
    name: 'mail-in-the-clear',
    file: 'subgraphs/notifications/mail/transport.ts',
    before: 'requireTLS: !secure && !here,',
    after: 'requireTLS: false,',
    why: 'Links that sign people in cross the internet in the clear.',
    red: [CHANNEL],
  },
  {
    name: 'letter-other-id',
    file: 'subgraphs/notifications/mail/letter.handler.ts',
    before: 'messageId: messageId(linkSecret, id, letter.to,',
    after: 'messageId: messageId(linkSecret, crypto.randomUUID(), letter.to,',
    why: 'A letter that is sent again is shown twice.',
    red: [LETTER],
  },
]
