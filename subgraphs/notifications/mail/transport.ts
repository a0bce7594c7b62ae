import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { isIPv4 } from 'node:net'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Sent } from '../sending/channel.ts'
import { sentOf } from './answer.ts'
import { MAIL_LIMITS } from './limits.ts'
import type { Written } from './write.ts'

/** A mail, addressed. */
export interface Mail extends Written {
  /** Of the delivery or the letter; the same in every try. */
  id: string
  messageId: string
  from: string
  to: { name: string; address: string }
}

export interface Transport extends AsyncDisposable {
  /** Throws where nobody knows what became of it. */
  send: (mail: Mail, signal: AbortSignal) => Promise<Sent>
}

export interface SmtpOptions {
  host: string
  port: number
  secure: boolean
  requireTLS: boolean
  ignoreTLS: boolean
  auth?: { user: string; pass: string }
  /** Certificates that are trusted beside the usual ones, in tests. */
  tls?: { ca: string; servername: string }
}

/**
 * How a server is spoken to, by its URL. Outside of this machine every word is encrypted, and a server that cannot is not used: the links of
 * letters sign people in.
 */
export function smtpOptions(smtpUrl: string): SmtpOptions {
  const url = new URL(smtpUrl)
  const secure = url.protocol === 'smtps:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const here = host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))
  return {
    host,
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !here,
    ignoreTLS: !secure && here,
    ...(url.username !== '' && { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
  }
}

/** Mails by a server. */
export function openSmtp(options: SmtpOptions, silentMs: number = MAIL_LIMITS.silentMs): Transport {
  const pool = createTransport({
    ...options,
    pool: true,
    maxConnections: MAIL_LIMITS.connections,
    // A mail that was on its way when its connection broke may have come. Whether it is sent again is decided by who keeps count.
    maxRequeues: 0,
    connectionTimeout: silentMs,
    greetingTimeout: silentMs,
    socketTimeout: silentMs,
    dnsTimeout: silentMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  // A connection that breaks while nothing is sent is no fault of anybody's.
  pool.on('error', () => undefined)
  return {
    send: async (mail, signal) => {
      try {
        await pool.sendMail({ ...fields(mail), signal })
        return { state: 'SENT', externalId: mail.messageId }
      } catch (error) {
        const sent = sentOf(error)
        if (sent) return sent
        throw error
      }
    },
    [Symbol.asyncDispose]: () => Promise.resolve(pool.close()),
  }
}

/** Mails as files, where there is no server: `<id>.eml`, the newest of them. Their links sign people in, so they are their owner's alone. */
export function openFolder(folder: string): Transport {
  const builder = createTransport({ streamTransport: true, buffer: true, disableFileAccess: true, disableUrlAccess: true })
  return {
    send: async (mail) => {
      const { message } = await builder.sendMail(fields(mail))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const file = join(folder, `${mail.id}.eml`)
      // Renamed when whole, so that nobody reads half a mail. In a second try it is the same file.
      await writeFile(`${file}.new`, message as Buffer, { mode: 0o600 })
      await rename(`${file}.new`, file)
      await keepNewest(folder)
      return { state: 'SENT', externalId: mail.messageId }
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}

async function keepNewest(folder: string): Promise<void> {
  // Ids are made in the order of time.
  const mails = (await readdir(folder)).filter((name) => name.endsWith('.eml')).toSorted()
  for (const old of mails.slice(0, -MAIL_LIMITS.folderMails)) await rm(join(folder, old), { force: true })
}

const fields = ({ id, messageId, from, to, subject, text, html, headers }: Mail) => ({
  messageId,
  from,
  to,
  subject,
  text,
  html,
  headers,
  // What comes back names it (RFC 3461), where the server can.
  dsn: { id, return: 'headers' as const, notify: ['failure' as const], recipient: to.address },
})
