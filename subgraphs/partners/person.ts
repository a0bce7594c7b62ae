import { forgetDetails } from '#db/forgotten.ts'
import { PART_ROWS, type Person } from '#db/person.ts'
import type { Services } from './context.ts'
import { forgetEndpoints } from './endpoints/endpoint.queries.ts'
import type { PartnersTables } from './tables.ts'

export const person: Person<Services, PartnersTables> = {
  about: 'Your programs: their names, scopes and addresses, what they called, and where they are told of facts.',
  tables: {
    webhook_endpoint: 'gone',
    station: 'whose a station is, by an id',
    client: 'that there was a program, of which other rows tell, without its name',
    manifest_space: 'bytes of manifests, by an id',
  },
  part: async (trx, userId) => ({
    clients: await trx.selectFrom('client').selectAll().where('partner_id', '=', userId).execute(),
    webhooks: await trx
      .selectFrom('webhook_endpoint')
      .innerJoin('client', 'client.id', 'webhook_endpoint.client_id')
      .select(['webhook_endpoint.id', 'client_id', 'url', 'description', 'kinds', 'webhook_endpoint.created_at', 'disabled_at'])
      .where('partner_id', '=', userId)
      .execute(),
    calls: await trx
      .selectFrom('client_call')
      .innerJoin('client', 'client.id', 'client_call.client_id')
      .select(['client_call.client_id', 'at', 'operation', 'code', 'ms', 'address_block'])
      .where('partner_id', '=', userId)
      .orderBy('client_call.id', 'desc')
      .limit(PART_ROWS)
      .execute(),
  }),
  holds: async (trx, userId) => {
    const client = await trx
      .selectFrom('client')
      .select('id')
      .where('partner_id', '=', userId)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    return client ? { text: 'You have programs that may call. Revoke them first, by revokeApiClient.', passes: false } : null
  },
  forget: async (trx, userId) => {
    const theirs = trx.selectFrom('client').select('id').where('partner_id', '=', userId)
    // With their secrets, and all that they were told.
    await forgetEndpoints(trx, userId)
    await trx.deleteFrom('client_call').where('client_id', 'in', theirs).execute()
    await trx
      .updateTable('client')
      .set({ name: 'Program of somebody who has left', allowed_addresses: [] })
      .where('partner_id', '=', userId)
      .execute()
    await forgetDetails(trx, userId, 'client.%')
    await forgetDetails(trx, userId, 'webhook-%')
  },
}
