import { sql } from 'kysely'
import type { ContactRow, Trx } from '../tables.ts'

/** Keeps how somebody is reached, unless something newer was said. Mails come back from an address: a new one begins without that. */
export const saveContact = (trx: Trx, row: Omit<ContactRow, 'email_bounced_at'>) =>
  trx
    .insertInto('contact')
    .values({ ...row, email_bounced_at: null })
    .onConflict((conflict) =>
      conflict
        .column('user_id')
        .doUpdateSet({
          ...row,
          email_bounced_at: sql`CASE WHEN contact.address_hash IS NOT DISTINCT FROM excluded.address_hash THEN contact.email_bounced_at END`,
        })
        .where('contact.said', '<', row.said),
    )
    .execute()
