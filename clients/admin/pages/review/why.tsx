import { useState, type RefObject } from 'react'
import { Button } from '../../../web/ui/button.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { useTexts } from '../../texts/index.ts'

const REASONS = [
  'NOT_THE_CLAIM',
  'NO_ODOMETER',
  'LOW_CONFIDENCE',
  'EDITED',
  'SCREEN_SUSPECTED',
  'DRAWING_SUSPECTED',
  'DUPLICATE',
  'REVIEWER_DECISION',
] as const

/** Asks why a photo is rejected. Each reason is a button, and its number is its key. */
export function Why(props: {
  dialog: RefObject<HTMLDialogElement | null>
  odometer: boolean
  reject: (because: { reasonCode: string; reasonText?: string }) => void
}) {
  const { dialog, odometer, reject } = props
  const { review: texts, rejection } = useTexts()
  const [words, setWords] = useState('')
  const reasons = REASONS.filter((code) => odometer || code !== 'NO_ODOMETER')
  const choose = (reasonCode: string) => {
    dialog.current?.close()
    reject({ reasonCode, ...(words.trim() !== '' && { reasonText: words.trim() }) })
  }
  return (
    <dialog
      ref={dialog}
      aria-label={texts.reject}
      onKeyDown={(event) => {
        const chosen = reasons[Number(event.key) - 1]
        if (!chosen || event.target instanceof HTMLInputElement || event.ctrlKey || event.altKey || event.metaKey) return
        event.preventDefault()
        choose(chosen)
      }}
      className="m-auto w-[calc(100%-2rem)] max-w-md rounded-lg border border-line bg-card p-6 text-ink backdrop:bg-ink/40"
    >
      <div className="flex flex-col gap-3">
        <h2 className="text-lg font-bold">{texts.reject}</h2>
        <p className="text-soft">{texts.why}</p>
        {reasons.map((code, at) => (
          <Button key={code} className="justify-start! whitespace-normal! text-left" onClick={() => choose(code)}>
            <kbd aria-hidden className="text-soft">
              {at + 1}
            </kbd>
            {rejection[code]}
          </Button>
        ))}
        <Field label={texts.ownWords} value={words} maxLength={500} onChange={(event) => setWords(event.target.value)} />
        <Button onClick={() => dialog.current?.close()}>{texts.back}</Button>
      </div>
    </dialog>
  )
}
