import { Field } from '../../web/ui/field.tsx'
import { useTexts } from '../texts/index.ts'

/** Asks when a photo was taken, by the reader's own clock and zone. */
export function TakenAtField({ at }: { at: Date }) {
  const { photos: texts } = useTexts()
  return <Field name="takenAt" type="datetime-local" label={texts.takenAt} defaultValue={localMinute(at)} required />
}

/** As such a field writes it: 2026-11-22T14:05, without a zone. */
const localMinute = (at: Date): string => new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
