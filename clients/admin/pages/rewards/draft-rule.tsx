import { useState } from 'react'
import { once } from '../../../web/session/once.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Choice } from '../../../web/ui/choice.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { filled } from '../../../web/ui/filled.ts'
import { faultAt, Form } from '../../../web/ui/form.tsx'
import { DraftRewardRuleDocument, type RewardBudgetPeriod, type RewardRuleName } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { namesOf } from '../../desk/names.ts'
import { baseUnits } from './tokens.ts'

/** A new version of a rule. It holds for nobody until it is published. */
export function DraftRule({ saved }: { saved: () => void }) {
  const { rewards: texts, rewardRule, budgetPeriod } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const [name, setName] = useState<RewardRuleName>('CHARGING_ENERGY')
  const [period, setPeriod] = useState<RewardBudgetPeriod>('DAY')
  const save = (form: FormData, element: HTMLFormElement) =>
    ask(async () => {
      const tokens = (field: string) => baseUnits(filled(form, field) ?? '')
      const terms = {
        per: Number(filled(form, 'per')),
        amount: tokens('amount'),
        maximum: tokens('maximum'),
        budget: tokens('budget'),
      }
      await once('reward-rule', (idempotencyKey) =>
        sdk.execute(DraftRewardRuleDocument, { input: { name, period, ...terms, idempotencyKey } }),
      )
      element.reset()
      saved()
    })
  return (
    <details className="rounded-lg border border-line bg-card p-4">
      <summary className="min-h-11 font-semibold sm:min-h-9">{texts.newVersion}</summary>
      <Form save={texts.saveDraft} busy={busy} fault={fault} onSave={(form, element) => void save(form, element)}>
        <Choice label={texts.rule} value={name} options={namesOf(rewardRule)} onChange={setName} />
        <Field name="per" label={texts.perHowMany} inputMode="numeric" fault={faultAt(fault, 'per')} />
        <Field name="amount" label={texts.amountIn} inputMode="decimal" fault={faultAt(fault, 'amount')} />
        <Field name="maximum" label={texts.mostIn} inputMode="decimal" fault={faultAt(fault, 'maximum')} />
        <Field name="budget" label={texts.budgetIn} inputMode="decimal" fault={faultAt(fault, 'budget')} />
        <Choice label={texts.period} value={period} options={namesOf(budgetPeriod)} onChange={setPeriod} />
      </Form>
    </details>
  )
}
