import type { RefObject } from 'react'
import { useFormat } from '../../../web/i18n/format.ts'
import type { DistanceUnit } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { Numbered } from './numbered.tsx'
import type { Word } from './use-cases.ts'

interface Shown {
  value: number
  unit: DistanceUnit
}

/** Asks before a reading below the last is approved: the platform refuses it to the driver. */
export function Below(props: {
  dialog: RefObject<HTMLDialogElement | null>
  read: Shown
  last: Shown
  say: (more: Pick<Word, 'instrument' | 'confirmBelowLast'>) => void
}) {
  const { dialog, read, last, say } = props
  const { review: texts } = useTexts()
  const { number } = useFormat()
  const shown = ({ value, unit }: Shown) => `${number(value)} ${unit.toLowerCase()}`
  const answers = [
    { name: texts.beganAnew, choose: () => say({ instrument: 'ROLLED_OVER' }) },
    { name: texts.replaced, choose: () => say({ instrument: 'REPLACED' }) },
    { name: texts.lowerAllTheSame, choose: () => say({ confirmBelowLast: true }) },
  ]
  return <Numbered dialog={dialog} title={texts.below} question={texts.belowLast(shown(read), shown(last))} answers={answers} />
}
