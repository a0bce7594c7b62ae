import { useId, useState } from 'react'
import { LOCALES } from '../../../web/i18n/format.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '../../../web/i18n/language.ts'
import { chooseUnits } from '../../../web/i18n/units.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Card } from '../../../web/ui/card.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { UpdateProfileDocument, type Units } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { filled } from '../../../web/ui/filled.ts'
import { faultAt, Form } from '../../../web/ui/form.tsx'
import type { Me } from './me.ts'

/** The name that others see, and how the platform writes to them. */
export function Person({ me, again }: { me: Me; again: () => void }) {
  const { profile: texts } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const [locale, setLocale] = useState(me.locale ?? '')
  const [units, setUnits] = useState<Units | ''>(me.units ?? '')
  const [saved, setSaved] = useState(false)
  const zones = useId()
  const save = (form: FormData) => {
    setSaved(false)
    void ask(async () => {
      const displayName = filled(form, 'displayName') ?? ''
      const timeZone = filled(form, 'timeZone')
      await sdk.execute(UpdateProfileDocument, { input: { displayName, timeZone, locale: locale || null, units: units || null } })
      chooseUnits(units || null)
      setSaved(true)
      again()
    })
  }
  const known = LANGUAGES.map((each) => ({ value: LOCALES[each] as string, name: LANGUAGE_NAMES[each] }))
  // Another app may have chosen what is not in our list: it stays.
  const other = me.locale && known.every(({ value }) => value !== me.locale) ? [{ value: me.locale, name: me.locale }] : []
  return (
    <Card title={texts.you}>
      {me.email && <p className="text-sm break-words text-soft">{texts.email(me.email)}</p>}
      <Form save={texts.save} busy={busy} fault={fault} onSave={save}>
        <Field
          name="displayName"
          label={texts.displayName}
          autoComplete="nickname"
          defaultValue={me.displayName}
          fault={faultAt(fault, 'displayName')}
        />
        <Choice
          label={texts.locale}
          value={locale}
          options={[{ value: '', name: texts.asDevice }, ...known, ...other]}
          onChange={setLocale}
        />
        <Choice
          label={texts.units}
          value={units}
          options={[
            { value: '', name: texts.byLanguage },
            { value: 'METRIC', name: texts.unitNames.METRIC },
            { value: 'IMPERIAL', name: texts.unitNames.IMPERIAL },
          ]}
          onChange={setUnits}
        />
        <Field
          name="timeZone"
          label={texts.timeZone}
          hint={texts.timeZoneHint}
          list={zones}
          defaultValue={me.timeZone ?? ''}
          fault={faultAt(fault, 'timeZone')}
        />
        <datalist id={zones}>
          {Intl.supportedValuesOf('timeZone').map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
      </Form>
      {saved && <Notice tone="good" title={texts.saved} />}
    </Card>
  )
}
