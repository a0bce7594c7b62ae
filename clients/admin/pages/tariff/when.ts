import type { ElementShownFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { useFormat } from '../../../web/i18n/format.ts'
import { NUMBERS, TEXTS } from './draft.ts'

type Restrictions = NonNullable<ElementShownFragment['restrictions']>

const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const

/** When prices hold, in words. */
export function useWhen(): (restrictions: Restrictions) => string {
  const { restriction, reservation, weekdays } = useTexts()
  const { number } = useFormat()
  return (restrictions) =>
    [
      ...TEXTS.map((name) => restrictions[name] && `${restriction[name]} ${restrictions[name]}`),
      ...Object.entries(NUMBERS).map(([key, units]) => {
        const name = key as keyof typeof NUMBERS
        const value = restrictions[name]
        return value == null ? null : `${restriction[name]} ${number(value / units, value % units === 0 ? 0 : 1)}`
      }),
      restrictions.daysOfWeek?.map((day) => weekdays[DAYS.indexOf(day)]).join(', '),
      restrictions.reservation && reservation[restrictions.reservation],
    ]
      .filter(Boolean)
      .join(' · ')
}
