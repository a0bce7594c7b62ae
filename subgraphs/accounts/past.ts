import { each, type Past } from '#db/past.ts'
import type { AccountsTables } from './tables.ts'
import { allChoices } from '#lib/mail/notification.ts'
import { findChoices } from './preference/preference.queries.ts'
import { issued, linked, preferencesSaved, registered, saved } from './told.ts'
import { users } from './user.queries.ts'

/** What accounts can say again. Roles are those of today. Removed vehicles are not told, nor who is blocked no more. */
export const past: Past<AccountsTables> = {
  'accounts.user.registered': each(users, ['id'], (rows) =>
    rows.map((row) => ({ aggregateId: row.id, data: registered(row), since: row.created_at })),
  ),
  'accounts.user.blocked': each(
    (trx) => trx.selectFrom('user').select('id').where('blocked_at', 'is not', null),
    ['id'],
    (rows) => rows.map(({ id }) => ({ aggregateId: id, data: { userId: id, blocked: true } })),
  ),
  // The name of today: who hears of renamings alone knows it then.
  'accounts.user.renamed': each(users, ['id'], (rows) =>
    rows.map(({ id, display_name }) => ({ aggregateId: id, data: { userId: id, displayName: display_name } })),
  ),
  'accounts.user.deleted': each(
    (trx) => trx.selectFrom('user').select(['id', 'deleted_at']).where('deleted_at', 'is not', null),
    ['id'],
    (rows) =>
      rows.flatMap(({ id, deleted_at: at }) =>
        at === null ? [] : [{ aggregateId: id, data: { userId: id, deletedAt: at.toISOString() }, since: at }],
      ),
  ),
  // As it was said last. What has changed since is on its way by itself.
  'accounts.contact.saved': each(
    (trx) => trx.selectFrom('contact').select(['user_id', 'told']).where('due', '=', false),
    ['user_id'],
    (rows) => rows.flatMap(({ user_id, told }) => (told ? [{ aggregateId: user_id, data: told }] : [])),
  ),
  'accounts.id-token.issued': each(
    (trx) => trx.selectFrom('id_token').selectAll(),
    ['id'],
    (rows) => rows.map((row) => ({ aggregateId: row.id, data: issued(row), since: row.created_at })),
  ),
  'accounts.wallet.linked': each(
    (trx) => trx.selectFrom('wallet').selectAll(),
    ['user_id'],
    (rows) => rows.map((row) => ({ aggregateId: row.user_id, data: linked(row), since: row.linked_at })),
  ),
  'accounts.preferences.saved': each(
    (trx) => trx.selectFrom('preference').selectAll(),
    ['user_id'],
    async (rows, trx) => {
      const said = Map.groupBy(
        await findChoices(
          trx,
          rows.map((row) => row.user_id),
        ),
        (choice) => choice.user_id,
      )
      return rows.map((row) => ({
        aggregateId: row.user_id,
        data: preferencesSaved(row, allChoices(said.get(row.user_id) ?? [])),
      }))
    },
  ),
  'accounts.vehicle.saved': each(
    (trx) => trx.selectFrom('vehicle').selectAll(),
    ['id'],
    (rows) => rows.map((row) => ({ aggregateId: row.id, data: saved(row) })),
  ),
}
