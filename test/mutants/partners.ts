import type { Mutant } from './mutant.ts'

export const partners: readonly Mutant[] = [
  {
    name: 'ended-key-opens',
    file: 'subgraphs/partners/gateway/gateway.queries.ts',
    before: "    .where('key.ended_at', 'is', null)\n",
    after: '',
    why: 'A key that was revoked, because it was seen, goes on to work.',
    red: ['subgraphs/partners/client/key.test.ts'],
  },
  {
    name: 'operation-of-any-client',
    file: 'subgraphs/partners/gateway/gateway.queries.ts',
    before: "    .where('manifest.client_id', '=', clientId)\n",
    after: '',
    why: 'A key sends the operations of other partners.',
    red: ['subgraphs/partners/manifest/manifest.test.ts'],
  },
  {
    name: 'report-counted-again',
    file: 'subgraphs/partners/usage/usage.queries.ts',
    before: "        .where('usage_report.sequence', '<', sequence),\n",
    after: '',
    why: 'A report that the gateway repeats is counted twice.',
    red: ['subgraphs/partners/usage/usage.test.ts'],
  },
  {
    name: 'sandbox-earns',
    file: 'subgraphs/charging/billing/cdr.ts',
    before: '  if (station && isOfSandbox(station.operator_id)) return\n',
    after: '',
    why: 'Simulated chargers of the sandbox earn their drivers tokens.',
    red: ['subgraphs/charging/partner.test.ts'],
  },
  {
    name: 'bills-of-all-operators',
    file: 'subgraphs/charging/records/record-list.service.ts',
    before: '  return { ...filter, operatorId: user.userId }\n',
    after: '  return filter\n',
    why: 'A partner reads what others billed at their stations.',
    red: ['subgraphs/charging/records/record-list.test.ts'],
  },
  {
    name: 'periods-in-utc',
    file: 'subgraphs/charging/records/record-list.queries.ts',
    before: 'date_trunc(${unit}, issued_at, ${timeZone})',
    after: "date_trunc(${unit}, issued_at, 'UTC')",
    why: "A partner's months begin an hour late in winter and two in summer.",
    red: ['subgraphs/charging/records/record-list.test.ts'],
  },
]
