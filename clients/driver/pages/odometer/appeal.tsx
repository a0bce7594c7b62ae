import { useId } from 'react'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { controlClass } from '../../../web/ui/field.tsx'
import { filled } from '../../../web/ui/filled.ts'
import { faultAt, Form } from '../../../web/ui/form.tsx'
import { AppealVerdictDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

/** Asks for another look at a rejected photo. */
export function Appeal({ photoId, isLower, again }: { photoId: string; isLower: boolean; again: () => void }) {
  const { odometer: texts } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const id = useId()
  const wrong = faultAt(fault, 'message')
  const send = (form: FormData) =>
    void ask(async () => {
      await sdk.execute(AppealVerdictDocument, { input: { photoId, message: filled(form, 'message') ?? '' } })
      again()
    })
  return (
    <details className="w-full">
      <summary className="min-h-11 cursor-pointer py-2 text-brand">{texts.appeal}</summary>
      <Form save={texts.appealSend} busy={busy} fault={fault} onSave={send}>
        <div className="flex flex-col gap-1">
          <label htmlFor={id} className="text-sm font-medium">
            {texts.appealAsk}
          </label>
          <textarea
            id={id}
            name="message"
            rows={3}
            maxLength={1000}
            aria-invalid={wrong === undefined ? undefined : true}
            aria-describedby={`${id}-hint`}
            className={`${controlClass} py-2`}
          />
          <p id={`${id}-hint`} className={`text-sm ${wrong ? 'text-danger' : 'text-soft'}`}>
            {wrong ?? (isLower ? `${texts.appealLower} ${texts.appealHint}` : texts.appealHint)}
          </p>
        </div>
      </Form>
    </details>
  )
}
