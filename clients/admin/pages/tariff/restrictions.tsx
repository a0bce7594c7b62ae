import { Choice } from '../../../web/ui/choice.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { useTexts } from '../../texts/index.ts'
import type { Issues } from '../issues.ts'
import { named } from '../named.ts'
import { NUMBERS, TEXTS, type ElementDraft } from './draft.ts'

interface Props extends Pick<Issues, 'issue'> {
  at: number
  element: ElementDraft
  change: (part: Partial<ElementDraft>) => void
}

const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const
const TYPES = { startTime: 'time', endTime: 'time', startDate: 'date', endDate: 'date' } as const

/** When the prices of an element hold; always, where nothing is said. */
export function Restrictions({ at, element, change, issue }: Props) {
  const { tariffs: texts, restriction, reservation, weekdays, stations } = useTexts()
  const { when, days } = element
  const set = Object.values(when).some((value) => value !== '') || days.length > 0 || element.reservation !== ''
  const names = [...TEXTS, ...(Object.keys(NUMBERS) as (keyof typeof NUMBERS)[])] as const
  const wrong = issue('restrictions', 'daysOfWeek')
  return (
    <details open={set}>
      <summary className="cursor-pointer">{texts.when}</summary>
      <div className="mt-3 flex flex-col gap-3">
        <div className="grid grid-cols-2 items-end gap-3 sm:grid-cols-4">
          {names.map((name) => (
            <Field
              key={name}
              label={restriction[name]}
              {...(name in TYPES ? { type: TYPES[name as keyof typeof TYPES] } : { inputMode: 'decimal' as const })}
              value={when[name]}
              onChange={(event) => change({ when: { ...when, [name]: event.target.value } })}
              fault={issue('elements', at, 'restrictions', name)}
            />
          ))}
        </div>
        <fieldset>
          <legend className="text-sm font-medium">{texts.days}</legend>
          <div className="flex flex-wrap gap-x-4">
            {DAYS.map((day, index) => (
              <label key={day} className="flex min-h-11 items-center gap-2 sm:min-h-9">
                <input
                  type="checkbox"
                  className="size-4"
                  checked={days.includes(day)}
                  onChange={({ target }) => change({ days: target.checked ? [...days, day] : days.filter((each) => each !== day) })}
                />
                {weekdays[index]}
              </label>
            ))}
          </div>
          {wrong && <p className="text-sm text-danger">{wrong}</p>}
        </fieldset>
        <div className="max-w-sm">
          <Choice
            label={texts.reservation}
            value={element.reservation}
            options={[{ value: '', name: stations.any }, ...named(reservation)]}
            onChange={(value) => change({ reservation: value })}
            fault={issue('elements', at, 'restrictions', 'reservation')}
          />
        </div>
      </div>
    </details>
  )
}
