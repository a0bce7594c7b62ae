import type { IncomingMessage, ServerResponse } from 'node:http'
import { emit } from '#db/outbox.ts'
import { say } from '#box/public.ts'
import type { Services } from '../context.ts'
import type { Trx } from '../tables.ts'
import { languageOf } from '../templates/reader.ts'
import type { Language } from '../templates/text.ts'
import { aboutOf } from './about.ts'
import { declineMails, findReader } from './unsubscribe.queries.ts'
import { page } from './page.ts'
import { unsubscriptionOf, type Unsubscription } from './unsubscribe-link.ts'

/**
 * `unsubscribe/<link>`: GET shows a button, and stops nothing, since programs that look for viruses open every link. POST stops the mails,
 * by the button or by the mailbox's own one click (RFC 8058).
 */
export async function serveUnsubscribe(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  rest: string,
): Promise<void> {
  const { db, config } = services
  const asked = config.linkSecret === undefined ? null : unsubscriptionOf(config.linkSecret, rest)
  if (!asked) return say(response, 403, 'This link is not good. Take the whole of it, from the mail.')
  const { method } = request
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST')
    return say(response.setHeader('allow', 'GET, HEAD, POST'), 405, 'Only to be read, or to be pressed.')
  const reader = await findReader(db, asked.userId)
  const { language } = languageOf(reader?.locale ?? null)
  const words = WORDS[language]
  // The one click says so in its body. It says nothing that is not in the link.
  request.resume()
  if (method === 'POST') await db.transaction().execute((trx) => decline(trx, asked))
  const about = aboutOf(language, asked.categories)
  const said = method === 'POST' ? words.done(about) : words.ask(about)
  const form = method === 'POST' ? '' : `<form method="post"><button type="submit">${words.button}</button></form>`
  const text = page(language, words.title, [{ text: said }], [], form)
  response.writeHead(200, { ...HEADERS, 'content-length': Buffer.byteLength(text) })
  response.end(method === 'HEAD' ? undefined : text)
}

/** Stops mails of some kinds to somebody. Accounts is told, whose settings show it. */
export async function decline(trx: Trx, { userId, categories }: Unsubscription): Promise<void> {
  // Who is not known any more gets no mails.
  if (!(await findReader(trx, userId, 'locked'))) return
  const stopped = await declineMails(trx, userId, categories)
  // A link is pressed by anybody, as often as they like. Each press that changes nothing would be a row for ever in three tables.
  if (stopped.length > 0) await emit(trx, 'notifications.mail.declined', userId, { userId, categories: stopped })
}

/** Nobody on the way keeps it, and where its reader goes next does not learn the link. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  'cache-control': 'private, no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
}

const WORDS: Readonly<
  Record<Language, { title: string; ask: (about: string) => string; button: string; done: (about: string) => string }>
> = {
  en: {
    title: 'Mails from us',
    ask: (about) => `Shall we stop sending you mails about ${about}? In the app you still see everything.`,
    button: 'Stop these mails',
    done: (about) => `You get no more mails about ${about}. You can change that in the settings at any time.`,
  },
  nl: {
    title: 'Mails van ons',
    ask: (about) => `Zullen we je geen mails meer sturen over ${about}? In de app zie je nog alles.`,
    button: 'Stop deze mails',
    done: (about) => `Je krijgt geen mails meer over ${about}. Je kunt dat altijd wijzigen in de instellingen.`,
  },
  de: {
    title: 'Mails von uns',
    ask: (about) => `Sollen wir Ihnen keine Mails mehr über ${about} senden? In der App sehen Sie weiterhin alles.`,
    button: 'Diese Mails beenden',
    done: (about) => `Sie bekommen keine Mails mehr über ${about}. In den Einstellungen können Sie das jederzeit ändern.`,
  },
  fr: {
    title: 'Nos messages',
    ask: (about) =>
      `Devons-nous cesser de vous envoyer des messages sur ${about}\u00A0? Dans l’application, vous voyez toujours tout.`,
    button: 'Ne plus les recevoir',
    done: (about) => `Vous ne recevrez plus de messages sur ${about}. Vous pouvez changer cela à tout moment dans les réglages.`,
  },
}
