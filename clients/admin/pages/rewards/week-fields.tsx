import type { EvergraphError } from '../../../sdk/errors.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { faultAtPath } from '../../../web/ui/form.tsx'
import { useTexts } from '../../texts/index.ts'
import { MOST_WINDOWS, NEW_WINDOW, type WindowDraft } from './week.ts'

/** When in the week a campaign holds; at all hours where nothing is said. */
export function WeekFields(props: {
  windows: readonly WindowDraft[]
  fault: EvergraphError | null
  change: (windows: readonly WindowDraft[]) => void
}) {
  const { windows, fault, change } = props
  const { rewards: texts, station: words, form, weekdays } = useTexts()
  const put = (at: number, part: Partial<WindowDraft>) =>
    change(windows.map((each, index) => (index === at ? { ...each, ...part } : each)))
  return (
    <>
      {windows.map(({ days, from, until }, at) => {
        const wrong = faultAtPath(fault, 'windows', at, 'days') ?? faultAtPath(fault, 'windows', at, 'days', 0)
        return (
          <fieldset key={at} className="flex flex-col gap-2 rounded-md border border-line p-3">
            <legend className="px-1 text-sm font-medium">{texts.weekTimes(at + 1)}</legend>
            <div className="flex flex-wrap gap-x-4">
              {weekdays.map((name, index) => (
                <label key={name} className="flex min-h-11 items-center gap-2 sm:min-h-9">
                  <input
                    type="checkbox"
                    className="size-4"
                    checked={days.includes(index + 1)}
                    onChange={({ target }) =>
                      put(at, { days: target.checked ? [...days, index + 1] : days.filter((day) => day !== index + 1) })
                    }
                  />
                  {name}
                </label>
              ))}
            </div>
            {wrong && <p className="text-sm text-danger">{wrong}</p>}
            <div className="grid grid-cols-2 items-start gap-3">
              <Field
                label={words.from}
                type="time"
                value={from}
                onChange={(event) => put(at, { from: event.target.value })}
                fault={faultAtPath(fault, 'windows', at, 'from')}
              />
              <Field
                label={words.until}
                type="time"
                value={until}
                onChange={(event) => put(at, { until: event.target.value })}
                fault={faultAtPath(fault, 'windows', at, 'until')}
              />
            </div>
            <Button
              className="self-start"
              aria-label={`${form.remove}: ${texts.weekTimes(at + 1)}`}
              onClick={() => change(windows.filter((_, index) => index !== at))}
            >
              {form.remove}
            </Button>
          </fieldset>
        )
      })}
      <p className="text-sm text-soft">{windows.length === 0 ? texts.allWeek : texts.overMidnight}</p>
      {windows.length < MOST_WINDOWS && (
        <Button className="self-start" onClick={() => change([...windows, NEW_WINDOW])}>
          {windows.length === 0 ? texts.addWeekTimes : texts.moreWeekTimes}
        </Button>
      )}
    </>
  )
}
