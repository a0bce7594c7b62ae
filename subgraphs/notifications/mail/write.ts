import type { Config } from '../config.ts'
import { KINDS } from '../kinds.ts'
import type { Message } from '../sending/channel.ts'
import { languageOf } from '../templates/reader.ts'
import { render, type Rendered } from '../templates/render.ts'
import { clean } from '../templates/values.ts'
import { aboutOf } from './about.ts'
import { FRAMES } from './frame.ts'
import { page, type Part } from './page.ts'
import { isOptional, unsubscribePath } from './unsubscribe-link.ts'

/** A mail's words, before it is addressed. */
export interface Written {
  subject: string
  text: string
  html: string
  headers: Record<string, string>
}

type Signing = Pick<Config, 'clientUrl' | 'publicUrl'> & { linkSecret: string }

/** Writes what somebody is told, in their language; all of a digest in one mail. */
export function writeMail(
  config: Signing,
  { items, userId, digestOf }: Pick<Message, 'items' | 'userId' | 'digestOf'>,
  reader: { name: string | null; locale: string | null; timeZone: string | null },
): Written {
  const { language } = languageOf(reader.locale)
  const frame = FRAMES[language]
  const said = items.map((item) => ({ ...render(item.kind, reader, item.params), link: item.link }))
  const [first] = said
  // There is one at least.
  const subject = digestOf === null && first ? first.title : frame.digest(said.length)
  const categories = [...new Set(items.map(({ kind }) => KINDS[kind].category))].filter(isOptional)
  const unsubscribe =
    categories.length === 0
      ? null
      : new URL(unsubscribePath(config.linkSecret, { userId, categories }), based(config.publicUrl)).href
  const settings = pageOf(config.clientUrl, '/settings/notifications')
  return {
    ...composed(
      language,
      subject,
      [
        { text: frame.greeting(reader.name === null ? null : clean(reader.name)) },
        ...said.flatMap((each) => partsOf(config, each, digestOf !== null)),
      ],
      [
        ...(unsubscribe === null
          ? [{ text: frame.always }]
          : [{ link: { label: frame.unsubscribe(aboutOf(language, categories)), url: unsubscribe } }]),
        { link: { label: frame.settings, url: settings } },
      ],
    ),
    headers: {
      ...AUTOMATIC,
      // The kinds: by these mailbox providers say what is complained of.
      'Feedback-ID': `${categories.join('-') || 'SECURITY'}:evergraph`,
      ...(unsubscribe !== null && {
        'List-Unsubscribe': `<${unsubscribe}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
  }
}

/** No machine is to answer it (RFC 3834). */
export const AUTOMATIC = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' } as const

function partsOf(config: Signing, { title, body, action, link }: Rendered & { link: string | null }, many: boolean): Part[] {
  const url = link === null ? null : pageOf(config.clientUrl, link)
  return [{ ...(many && { heading: title }), text: body }, ...(url === null ? [] : [{ link: { label: action, url } }])]
}

/** Both forms of a mail from the same parts, so that neither says what the other does not. */
export function composed(
  language: string,
  subject: string,
  parts: readonly Part[],
  small: readonly Part[],
): Omit<Written, 'headers'> {
  const plain = (each: readonly Part[]) =>
    each
      .flatMap(({ heading, text, link }) => [heading, text, link && `${link.label}: ${link.url}`])
      .filter((line) => line !== undefined)
      .join('\n\n')
  return {
    subject,
    text: `${plain(parts)}\n\n-- \n${plain(small)}\n`,
    html: page(language, subject, parts, small),
  }
}

/** A page of the clients. What is kept as a path leads to no other site, however it begins. */
export const pageOf = (clientUrl: string, path: string): string => new URL(`./${path.replace(/^\/+/, '')}`, based(clientUrl)).href

export const based = (url: string): string => url.replace(/\/?$/, '/')
