import { randomBytes } from 'node:crypto'
import { requireRole } from '#lib/access.ts'
import { newId } from '#lib/id.ts'
import type { Context } from '../context.ts'
import type { Kind } from '../kinds.ts'
import { render, type Rendered } from '../templates/render.ts'
import { SAMPLES } from '../templates/samples.ts'
import type { Params } from '../tables.ts'
import { writeMail, type Written } from './write.ts'

/** What people would read of a topic, with samples in it. */
export interface Preview {
  words: Rendered
  mail: Pick<Written, 'subject' | 'text' | 'html'>
}

const READER = { name: 'Sam', timeZone: 'Europe/Amsterdam' }

/** The texts of a topic in the language of a locale: for admins. Its links to stop mails stop nobody's: they are signed by nothing that is kept. */
export function previewOf(ctx: Context, kind: Kind, locale: string): Preview {
  requireRole(ctx.caller, 'ADMIN')
  const reader = { ...READER, locale }
  const params: Params = { ...SAMPLES[kind] }
  const item = { notificationId: newId(), kind, params, link: '/', createdAt: new Date() }
  const signing = { ...ctx.config, linkSecret: randomBytes(32).toString('base64url') }
  return {
    words: render(kind, reader, params),
    mail: writeMail(signing, { items: [item], userId: newId(), digestOf: null }, reader),
  }
}
