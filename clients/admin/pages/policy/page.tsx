import { View } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { useSession } from '../../../web/session/session.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { Table } from '../../../web/ui/table.tsx'
import { Facts } from '../../desk/facts.tsx'
import { Paged } from '../../desk/paged.tsx'
import {
  PolicyPageDocument,
  PolicyVersionsDocument,
  type PolicyPageQuery,
  type PolicyShownFragment,
} from '../../generated/graphql.ts'
import { Only } from '../../only.tsx'
import { useTexts } from '../../texts/index.ts'
import { Change } from './change.tsx'
import { numbersIn } from './numbers.ts'

/** How much of what the software would approve goes to people, and how often automatic approvals are wrong. */
export function PolicyPage() {
  const texts = useTexts()
  const format = useFormat()
  const { roles } = useSession()
  return (
    <Only page="review">
      <PageTitle>{texts.policy.title}</PageTitle>
      <p className="mb-4">{texts.policy.lead}</p>
      <View query={PolicyPageDocument}>
        {({ verificationPolicy: of, reviewStatistics }, again) => (
          <div className="flex flex-col gap-4">
            <Card title={texts.policy.errors}>
              <Errors of={reviewStatistics.audits} />
            </Card>
            <Card title={texts.policy.now(format.number(of.version), format.dayAndClock(of.since))}>
              <Facts facts={numbersIn(format, texts).map(([name, write]) => [name, write(of)] as const)} />
              <p className="text-sm text-soft">{texts.policy.days}</p>
            </Card>
            {/* Another version is another form: what was typed on the one before would hide what has changed. */}
            {roles.includes('ADMIN') && <Change key={of.version} of={of} saved={again} />}
            <Versions key={`versions ${of.version}`} />
          </div>
        )}
      </View>
    </Only>
  )
}

function Errors({ of }: { of: PolicyPageQuery['reviewStatistics']['audits'] }) {
  const { policy: texts } = useTexts()
  const { number } = useFormat()
  const share = (value: number | null | undefined) => (value == null ? texts.noneAudited : `${number(value * 100, 2)} %`)
  return (
    <Facts
      facts={[
        [texts.errorRate, share(of.errorRate)],
        [texts.errorRateUpTo, share(of.errorRateUpTo)],
        [texts.audited, number(of.decided)],
        [texts.wrong, number(of.wrong)],
        [texts.waiting, number(of.waiting)],
      ]}
    />
  )
}

function Versions() {
  const texts = useTexts()
  const format = useFormat()
  const { policy } = texts
  return (
    <Paged query={PolicyVersionsDocument} variables={{}} list={({ verificationPolicies }) => verificationPolicies}>
      {(rows: readonly PolicyShownFragment[]) => (
        <Table
          label={policy.before}
          rows={rows}
          rowKey={({ version }) => String(version)}
          columns={[
            { name: policy.version, cell: ({ version }) => format.number(version), number: true },
            { name: policy.since, cell: ({ since }) => format.dayAndClock(since) },
            { name: policy.setBy, cell: ({ setBy }) => (setBy ? (setBy.displayName ?? '–') : policy.defaults) },
            { name: policy.why, cell: ({ reason }) => reason },
            ...numbersIn(format, texts).map(([name, cell]) => ({ name, cell, number: true })),
          ]}
        />
      )}
    </Paged>
  )
}
