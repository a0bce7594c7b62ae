import { useState, type RefObject } from 'react'
import { Field } from '../../../web/ui/field.tsx'
import { useTexts } from '../../texts/index.ts'
import { Numbered } from './numbered.tsx'

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
  const answers = REASONS.filter((code) => odometer || code !== 'NO_ODOMETER').map((reasonCode) => ({
    name: rejection[reasonCode],
    choose: () => reject({ reasonCode, ...(words.trim() !== '' && { reasonText: words.trim() }) }),
  }))
  return (
    <Numbered dialog={dialog} title={texts.reject} question={texts.why} answers={answers}>
      <Field label={texts.ownWords} value={words} maxLength={500} onChange={(event) => setWords(event.target.value)} />
    </Numbered>
  )
}
