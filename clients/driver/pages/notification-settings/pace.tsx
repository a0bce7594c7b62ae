import { useState } from 'react'
import { useFormat } from '../../../web/i18n/format.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Card } from '../../../web/ui/card.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { filled } from '../../../web/ui/filled.ts'
import { faultAt, Form } from '../../../web/ui/form.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { Switch } from '../../../web/ui/switch.tsx'
import { SaveDigestDocument, SaveQuietHoursDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import type { Part } from './me.ts'

/** When one is not to be disturbed, and whether mails are gathered. */
export function Pace({ me }: Pick<Part, 'me'>) {
  const { telling: texts } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const pace = me.notificationPace
  const [isQuiet, setQuiet] = useState(Boolean(pace?.quietHours))
  const [saved, setSaved] = useState(false)
  const save = async (form: FormData) => {
    setSaved(false)
    const hours = isQuiet ? { from: filled(form, 'from') ?? '', until: filled(form, 'until') ?? '' } : null
    await sdk.execute(SaveQuietHoursDocument, { input: { hours } })
    setSaved(true)
  }
  const { from = '22:00', until = '07:00' } = pace?.quietHours ?? {}
  return (
    <Card title={texts.quiet}>
      <p className="text-sm text-soft">{texts.quietHint(pace?.timeZone ?? texts.noZone)}</p>
      <Form save={texts.save} busy={busy} fault={fault} onSave={(form) => void ask(() => save(form))}>
        <Switch label={texts.quietOn} on={isQuiet} onChange={setQuiet} />
        {isQuiet && (
          <div className="grid grid-cols-2 gap-4">
            <Field name="from" type="time" label={texts.from} defaultValue={from} fault={faultAt(fault, 'from')} />
            <Field name="until" type="time" label={texts.until} defaultValue={until} fault={faultAt(fault, 'until')} />
          </div>
        )}
      </Form>
      {saved && <Notice tone="good" title={texts.saved} />}
      <Digest hour={pace?.digestHour ?? null} />
    </Card>
  )
}

const EACH = 'each'

function Digest({ hour }: { hour: number | null }) {
  const { telling: texts } = useTexts()
  const { hourOfDay } = useFormat()
  const { sdk } = useSession()
  const { fault, ask } = useAsking()
  const [chosen, setChosen] = useState(hour === null ? EACH : String(hour))
  const choose = async (value: string) => {
    await sdk.execute(SaveDigestDocument, { input: { hour: value === EACH ? null : Number(value) } })
    setChosen(value)
  }
  const hours = Array.from({ length: 24 }, (_, each) => ({ value: String(each), name: texts.digestAt(hourOfDay(each)) }))
  return (
    <>
      {fault && <Fault fault={fault} />}
      <Choice
        label={texts.digest}
        value={chosen}
        options={[{ value: EACH, name: texts.digestEach }, ...hours]}
        onChange={(value) => void ask(() => choose(value))}
      />
    </>
  )
}
