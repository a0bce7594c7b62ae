import { View } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { once } from '../../../web/session/once.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Field } from '../../../web/ui/field.tsx'
import { filled } from '../../../web/ui/filled.ts'
import { faultAt, Form } from '../../../web/ui/form.tsx'
import { Table } from '../../../web/ui/table.tsx'
import { RewardLimitsPageDocument, SetRewardLimitsDocument, type RewardLimitsRowFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { baseUnits } from './tokens.ts'

/** What may be earned in a day before a person looks at it. The newest version holds. */
export function Limits() {
  const { rewards: texts } = useTexts()
  const { roles } = useSession()
  const { number, tokens, dayAndClock } = useFormat()
  return (
    <View query={RewardLimitsPageDocument}>
      {({ rewardLimits }, again) => (
        <div className="flex flex-col gap-4">
          {roles.includes('ADMIN') && <Set saved={again} />}
          <Table<RewardLimitsRowFragment>
            label={texts.parts.limits}
            rows={rewardLimits.toSorted((a, b) => b.version - a.version)}
            rowKey={({ id }) => id}
            columns={[
              { name: texts.versionName, cell: ({ version }) => number(version), number: true },
              { name: texts.from, cell: ({ validFrom }) => dayAndClock(validFrom) },
              { name: texts.aUserADay, cell: ({ perUser }) => tokens(perUser), number: true },
              { name: texts.aStationADay, cell: ({ perStation }) => tokens(perStation), number: true },
              { name: texts.allADay, cell: ({ budget }) => tokens(budget), number: true },
              { name: texts.restSeconds, cell: ({ settlingSeconds }) => number(settlingSeconds), number: true },
            ]}
          />
        </div>
      )}
    </View>
  )
}

function Set({ saved }: { saved: () => void }) {
  const { rewards: texts } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const save = (form: FormData, element: HTMLFormElement) =>
    ask(async () => {
      const tokens = (field: string) => baseUnits(filled(form, field) ?? '')
      const rest = Number(filled(form, 'settlingSeconds') ?? Number.NaN)
      const limits = {
        perUser: tokens('perUser'),
        perStation: tokens('perStation'),
        budget: tokens('budget'),
        settlingSeconds: rest,
      }
      await once('reward-limits', (idempotencyKey) =>
        sdk.execute(SetRewardLimitsDocument, { input: { ...limits, idempotencyKey } }),
      )
      element.reset()
      saved()
    })
  return (
    <details className="rounded-lg border border-line bg-card p-4">
      <summary className="min-h-11 font-semibold sm:min-h-9">{texts.newLimits}</summary>
      <Form save={texts.setLimits} busy={busy} fault={fault} onSave={(form, element) => void save(form, element)}>
        <Field name="perUser" label={texts.aUserADay} inputMode="decimal" fault={faultAt(fault, 'perUser')} />
        <Field name="perStation" label={texts.aStationADay} inputMode="decimal" fault={faultAt(fault, 'perStation')} />
        <Field name="budget" label={texts.allADay} inputMode="decimal" fault={faultAt(fault, 'budget')} />
        <Field name="settlingSeconds" label={texts.restSeconds} inputMode="numeric" fault={faultAt(fault, 'settlingSeconds')} />
      </Form>
    </details>
  )
}
