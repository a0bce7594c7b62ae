import { useState } from 'react'
import { ownZone } from '../../../web/i18n/format.ts'
import { once } from '../../../web/session/once.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Choice } from '../../../web/ui/choice.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { filled } from '../../../web/ui/filled.ts'
import { faultAt, Form } from '../../../web/ui/form.tsx'
import { DraftRewardCampaignDocument, type RewardRuleName } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { namesOf } from '../../desk/names.ts'
import { baseUnits } from './tokens.ts'
import { momentIn, windowsOf, type WindowDraft } from './week.ts'
import { WeekFields } from './week-fields.tsx'

/** A new campaign, at all hours of its days or at some of the week, by the clocks of one zone. It adds nothing until it is published. */
export function DraftCampaign({ saved }: { saved: () => void }) {
  const { rewards: texts, rewardRule } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const [windows, setWindows] = useState<readonly WindowDraft[]>([])
  const [rule, setRule] = useState<RewardRuleName>('CHARGING_ENERGY')
  const save = (form: FormData, element: HTMLFormElement) =>
    ask(async () => {
      const text = (field: string) => filled(form, field) ?? ''
      const timeZone = text('timeZone')
      const input = {
        rule,
        title: text('title'),
        factorPermille: Math.round(Number(text('factor').replace(',', '.')) * 1000),
        startsAt: momentIn(timeZone, text('startsAt')),
        endsAt: momentIn(timeZone, text('endsAt')),
        timeZone,
        windows: windowsOf(windows),
        budget: baseUnits(text('budget')),
        perUser: baseUnits(text('perUser')),
        perUserDay: baseUnits(text('perUserDay')),
      }
      await once('reward-campaign', (idempotencyKey) =>
        sdk.execute(DraftRewardCampaignDocument, { input: { ...input, idempotencyKey } }),
      )
      element.reset()
      setWindows([])
      saved()
    })
  return (
    <details className="rounded-lg border border-line bg-card p-4">
      <summary className="min-h-11 font-semibold sm:min-h-9">{texts.newCampaign}</summary>
      <Form save={texts.saveDraft} busy={busy} fault={fault} onSave={(form, element) => void save(form, element)}>
        <Field name="title" label={texts.campaignTitle} maxLength={100} fault={faultAt(fault, 'title')} />
        <Choice label={texts.rule} value={rule} options={namesOf(rewardRule)} onChange={setRule} />
        <Field name="factor" label={texts.factorIn} inputMode="decimal" fault={faultAt(fault, 'factorPermille')} />
        <Field name="startsAt" type="datetime-local" label={texts.begins} fault={faultAt(fault, 'startsAt')} />
        <Field name="endsAt" type="datetime-local" label={texts.ends} fault={faultAt(fault, 'endsAt')} />
        <Field
          name="timeZone"
          label={texts.zone}
          hint={texts.zoneHint}
          defaultValue={ownZone()}
          autoComplete="off"
          fault={faultAt(fault, 'timeZone')}
        />
        <WeekFields windows={windows} fault={fault} change={setWindows} />
        <Field name="budget" label={texts.budgetIn} inputMode="decimal" fault={faultAt(fault, 'budget')} />
        <Field name="perUser" label={texts.perUserIn} inputMode="decimal" fault={faultAt(fault, 'perUser')} />
        <Field name="perUserDay" label={texts.perUserDayIn} inputMode="decimal" fault={faultAt(fault, 'perUserDay')} />
      </Form>
    </details>
  )
}
