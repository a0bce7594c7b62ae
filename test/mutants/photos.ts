import type { Mutant } from './mutant.ts'

const SQL = 'db/verification/20261123T0430-policy.sql'
const ASKING = 'verification/policy/asking.ts'
const HANDLER = 'verification/policy/asking.handler.ts'
const PURE = 'verification/policy/asking.test.ts'
const ASKED = 'verification/policy/asked.test.ts'
const POLICY = 'verification/policy/policy.test.ts'
const AUDIT = 'verification/review/audit.test.ts'
const EXIF = 'verification/images/exif.ts'
const EXIF_TEST = 'verification/images/exif.test.ts'

/** What people look at although the software would approve it. */
export const photoMutants: readonly Mutant[] = [
  {
    name: 'lot-at-the-share-is-asked',
    file: ASKING,
    before: 'return lot < permille',
    after: 'return lot <= permille',
    why: 'A share of 0 still sends photos to people.',
    red: [PURE],
  },
  {
    name: 'eleventh-photo-is-new',
    file: ASKING,
    before: 'approved < policy.new_driver_photos',
    after: 'approved <= policy.new_driver_photos',
    why: 'A driver is new for one photo more than the policy says.',
    red: [PURE],
  },
  {
    name: 'cap-lets-one-more',
    file: ASKING,
    before: 'return unboundToday >= policy.unbound_per_day',
    after: 'return unboundToday > policy.unbound_per_day',
    why: 'The photo at the cap is approved by the code and refused by the database: it is judged again and again.',
    red: [PURE],
  },
  {
    name: 'day-worth-at-the-number-is-asked',
    file: ASKING,
    before: 'return worth > BigInt',
    after: 'return worth >= BigInt',
    why: 'A policy of 0 tokens asks about photos that earn nothing.',
    red: [PURE],
  },
  {
    name: 'kilometres-count-twice',
    file: 'verification/policy/worth.ts',
    before: 'to - Math.max(from, counted.get(key) ?? 0)',
    after: 'to - from',
    why: 'Two photos that were submitted after the same reading are worth their kilometres twice.',
    red: [PURE],
  },
  {
    name: 'approvals-without-a-lock',
    file: HANDLER,
    before: '  await lockApprovals(trx, submission.user_id)\n',
    after: '',
    why: 'Of ten photos at once more are approved than the cap, and the database refuses their verdicts.',
    red: [ASKED],
    only: 'no verdict fails',
  },
  {
    name: 'cap-in-the-database-without-a-lock',
    file: SQL,
    before: '  PERFORM lock_approvals(of_submission.user_id);\n',
    after: '',
    why: 'Verdicts that are written at once pass the cap.',
    red: [ASKED],
    only: 'whoever writes them and at once',
  },
  {
    name: 'cap-of-the-servers-day',
    file: SQL,
    before: "s.submitted_at >= of_day::timestamp AT TIME ZONE 'UTC'",
    after: "s.submitted_at >= of_day::timestamp AT TIME ZONE 'UTC' - interval '1 hour'",
    why: 'The last hour of yesterday counts as today.',
    red: [ASKED],
    only: 'begins at midnight',
  },
  {
    name: 'lot-is-the-boxs-to-write',
    file: SQL,
    before: 'REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON lot',
    after: 'REVOKE DELETE, TRUNCATE ON lot',
    why: 'A fault of the box, or whoever has its password, chooses which photos nobody looks at.',
    red: [POLICY],
  },
  {
    name: 'policy-is-changed-in-place',
    file: SQL,
    before: 'REVOKE UPDATE, DELETE, TRUNCATE ON policy FROM',
    after: 'REVOKE DELETE, TRUNCATE ON policy FROM',
    why: 'What a verdict was made by is no longer what its version says.',
    red: [POLICY],
  },
  {
    name: 'admins-overwrite-each-other',
    file: 'verification/policy/policy.service.ts',
    before: 'now.version === input.version &&',
    after: 'now.version >= 0 &&',
    why: 'A version that nobody has read is followed, and the refusal is a fault of ours.',
    red: [POLICY],
  },
  {
    name: 'audit-shows-what-was-read',
    file: 'verification/access.ts',
    before: "return (await loaders.cases.load(id)).some(({ kind, state }) => kind === 'VERDICT' && state === 'OPEN')",
    after: 'return false',
    why: 'Whoever audits automatic approvals is led by what they audit.',
    red: [AUDIT],
  },
  {
    name: 'audit-takes-the-software-at-its-word',
    file: 'verification/review/decision.service.ts',
    before: 'isBlindly(found, verdict) ? null : verdict.reading',
    after: 'verdict.reading',
    why: 'An audit is approved by nobody who has read the photo.',
    red: [AUDIT],
  },
  {
    name: 'error-rate-of-a-skewed-sample',
    file: 'verification/review/statistics.queries.ts',
    before: ' AND l.number < p.audit_permille',
    after: '',
    why: "Larger shares of new drivers' photos make automatic approvals look worse than they are.",
    red: [AUDIT],
  },
  {
    name: 'xmp-without-end',
    file: EXIF,
    before: 'xmp.subarray(0, MOST_BYTES)',
    after: 'xmp',
    why: 'A PNG of 50 kB unpacks to 50 MB of text, and a thread searches it for as long as it takes.',
    red: [EXIF_TEST],
    only: 'unpacks to many MB',
  },
  {
    name: 'word-from-each-letter',
    file: EXIF,
    before:
      '/(\\w+)\\s*$/.exec(/DigitalSourceType(?:="|>|[^>]{0,80}rdf:resource=")([^"<]{1,200})["<]/i.exec(packet)?.[1] ?? \'\')?.[1] ?? null',
    after: '/DigitalSourceType(?:="|>|[^>]{0,80}rdf:resource=")[^"<]{0,120}?(\\w+)\\s*["<]/i.exec(packet)?.[1] ?? null',
    why: 'A picture of 10 kB keeps a thread for half a minute: the longest word is tried from each of its letters.',
    red: [EXIF_TEST],
    only: 'long word',
  },
  {
    name: 'every-entry-of-exif',
    file: EXIF,
    before: '      pick: PICK,\n',
    after: '',
    why: 'Entries that nobody uses fill the memory: a file of 4 MB names billions of values.',
    red: [EXIF_TEST],
    only: 'nobody uses',
  },
]
