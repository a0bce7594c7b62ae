import { notFound } from '#lib/errors.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { visibleSession } from '../session.service.ts'
import type { Session, SignedValue } from '../tables.ts'
import { listSignedValues, signedValuesOf } from './signed-value.queries.ts'
import { transparencyFile } from './transparency.ts'

/** The signed values of a session that the caller may see; NOT_FOUND for all others. */
export async function signedValues(ctx: Context, sessionId: string, args: PageArgs): Promise<Page<SignedValue>> {
  if (!(await visibleSession(ctx, sessionId))) throw notFound('session')
  return idPage(args, (page) => listSignedValues(ctx.db, sessionId, page))
}

/** The same as a file for the transparency software; null if there is nothing that it can read. */
export async function transparencyFileOf(ctx: Context, { id, signed_meter }: Session): Promise<string | null> {
  if (!(await visibleSession(ctx, id))) throw notFound('session')
  return transparencyFile(await signedValuesOf(ctx.db, id), signed_meter?.key ?? null)
}
