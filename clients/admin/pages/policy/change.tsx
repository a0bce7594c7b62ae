import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Field } from '../../../web/ui/field.tsx'
import { faultAt, Form } from '../../../web/ui/form.tsx'
import { SetVerificationPolicyDocument, type PolicyShownFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { numbersOf, typedTokens } from './numbers.ts'

/** All numbers at once, beginning with those that hold. If another admin has changed them meanwhile, the platform refuses. */
export function Change({ of, saved }: { of: PolicyShownFragment; saved: () => void }) {
  const { policy: texts } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const save = (form: FormData) =>
    ask(async () => {
      await sdk.execute(SetVerificationPolicyDocument, { input: { version: of.version, ...numbersOf(form) } })
      saved()
    })
  const field = (name: string, label: string, value: string | number) => (
    <Field name={name} label={label} inputMode="decimal" defaultValue={value} fault={faultAt(fault, name)} />
  )
  return (
    <details className="rounded-lg border border-line bg-card p-4">
      <summary className="min-h-11 font-semibold sm:min-h-9">{texts.change}</summary>
      <p className="pb-4 text-sm text-soft">{texts.changeMeans}</p>
      <Form save={texts.save} busy={busy} fault={fault} onSave={(form) => void save(form)}>
        {field('auditPermille', texts.audit, of.auditPermille / 10)}
        {field('unboundPermille', texts.unbound, of.unboundPermille / 10)}
        {field('newDriverPermille', texts.newDriver, of.newDriverPermille / 10)}
        {field('newDriverPhotos', texts.newDriverPhotos, of.newDriverPhotos)}
        {field('unboundPerDay', texts.unboundPerDay, of.unboundPerDay)}
        {field('dayWorth', texts.dayWorth, typedTokens(of.dayWorth))}
        <Field name="reason" label={texts.why} maxLength={500} fault={faultAt(fault, 'reason') ?? faultAt(fault, 'version')} />
      </Form>
    </details>
  )
}
