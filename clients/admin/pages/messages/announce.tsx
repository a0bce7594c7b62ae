import { useRef, useState } from 'react'
import { LANGUAGE_NAMES, LANGUAGES } from '../../../web/i18n/language.ts'
import { once } from '../../../web/session/once.ts'
import { useSession } from '../../../web/session/session.tsx'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { filled } from '../../../web/ui/filled.ts'
import { AnnounceDocument, type AnnouncementAudience, type AnnouncementKind, type TextLanguage } from '../../generated/graphql.ts'
import { namesOf } from '../../desk/names.ts'
import { useTexts } from '../../texts/index.ts'

const AUDIENCES = ['DRIVER', 'OPERATOR', 'PARTNER', 'REVIEWER', 'ADMIN'] as const satisfies readonly AnnouncementAudience[]

/** Writes to everybody, in each language that is filled in; English must be. Asked before, said once. */
export function Announce({ said }: { said: () => void }) {
  const { messages: texts, announcementKind, role: roleNames, desk } = useTexts()
  const { sdk } = useSession()
  const form = useRef<HTMLFormElement>(null)
  const [kind, setKind] = useState<AnnouncementKind>('SERVICE')
  const [role, setRole] = useState<AnnouncementAudience | ''>('')
  const send = async () => {
    if (!form.current) return
    const given = new FormData(form.current)
    const written = LANGUAGES.flatMap((one) => {
      const [title, body] = [filled(given, `title-${one}`), filled(given, `body-${one}`)]
      return title === null && body === null
        ? []
        : [{ language: one.toUpperCase() as TextLanguage, title: title ?? '', body: body ?? '' }]
    })
    await once('announce', (idempotencyKey) =>
      sdk.execute(AnnounceDocument, {
        input: { texts: written, kind, role: role || null, link: filled(given, 'link'), idempotencyKey },
      }),
    )
    form.current.reset()
    said()
  }
  return (
    <details className="rounded-lg border border-line bg-card p-4">
      <summary className="min-h-11 font-semibold sm:min-h-9">{texts.write}</summary>
      <form ref={form} onSubmit={(event) => event.preventDefault()} className="flex flex-col gap-4">
        {LANGUAGES.map((one) => (
          <fieldset key={one} className="grid gap-3 sm:grid-cols-2">
            <legend className="font-medium">{LANGUAGE_NAMES[one]}</legend>
            <Field name={`title-${one}`} label={texts.title} maxLength={120} />
            <Field name={`body-${one}`} label={texts.body} maxLength={2000} />
          </fieldset>
        ))}
        <Choice label={texts.kind} value={kind} options={namesOf(announcementKind)} onChange={setKind} />
        <Choice<AnnouncementAudience | ''>
          label={texts.audience}
          value={role}
          options={[{ value: '', name: texts.everybody }, ...AUDIENCES.map((value) => ({ value, name: roleNames[value] }))]}
          onChange={setRole}
        />
        <Field name="link" label={texts.link} />
        <AskFirst label={texts.say} title={texts.say} back={desk.back} look="primary" onYes={send}>
          <p>{texts.sayMeans(role === '' ? texts.everybody : roleNames[role], announcementKind[kind])}</p>
        </AskFirst>
      </form>
    </details>
  )
}
