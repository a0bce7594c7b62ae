import { Button } from '../../../web/ui/button.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { useTexts } from '../../texts/index.ts'
import type { Issues } from '../issues.ts'
import { named } from '../named.ts'
import { NEW_ELEMENT, NEW_PRICE, type ElementDraft, type PriceDraft } from './draft.ts'
import { Restrictions } from './restrictions.tsx'

interface Props extends Issues {
  elements: readonly ElementDraft[]
  change: (elements: ElementDraft[]) => void
}

const put = <Each extends object>(all: readonly Each[], place: number, part: Partial<Each>): Each[] =>
  all.map((each, index) => (index === place ? { ...each, ...part } : each))

/** Prices that hold together, the first that fits counts. */
export function Elements({ elements, change, ...issues }: Props) {
  const { tariffs: texts, form } = useTexts()
  return (
    <>
      {elements.map((element, at) => (
        <fieldset key={at} className="flex min-w-0 flex-col gap-3 rounded-lg border border-line p-3">
          <legend className="px-1 font-semibold">{texts.element(at + 1)}</legend>
          <Prices at={at} prices={element.prices} change={(prices) => change(put(elements, at, { prices }))} {...issues} />
          <Restrictions at={at} element={element} change={(part) => change(put(elements, at, part))} {...issues} />
          {elements.length > 1 && (
            <Button className="self-start" onClick={() => change(elements.filter((_, index) => index !== at))}>
              {form.remove}: {texts.element(at + 1)}
            </Button>
          )}
        </fieldset>
      ))}
      <p className="text-sm text-soft">{texts.firstCounts}</p>
      <Button className="self-start" onClick={() => change([...elements, NEW_ELEMENT])}>
        {texts.addElement}
      </Button>
    </>
  )
}

interface PricesProps extends Issues {
  at: number
  prices: readonly PriceDraft[]
  change: (prices: PriceDraft[]) => void
}

function Prices({ at, prices, change, issue, needed }: PricesProps) {
  const { tariffs: texts, priceType, form } = useTexts()
  const all = issue('elements', at, 'components')
  return (
    <>
      {all && <p className="text-sm text-danger">{all}</p>}
      {prices.map((price, n) => {
        const path = ['elements', at, 'components', n] as const
        return (
          <div key={n} className="grid grid-cols-2 items-end gap-3 sm:grid-cols-5">
            <Choice
              label={texts.for}
              value={price.type}
              options={named(priceType)}
              onChange={(type) => change(put(prices, n, { type }))}
              fault={issue(...path, 'type')}
            />
            <Field
              label={texts.price}
              inputMode="decimal"
              value={price.price}
              onChange={(event) => change(put(prices, n, { price: event.target.value }))}
              fault={needed(price.price, ...path, 'price')}
            />
            <Field
              label={texts.vat}
              inputMode="decimal"
              value={price.vat}
              onChange={(event) => change(put(prices, n, { vat: event.target.value }))}
              fault={issue(...path, 'vat')}
            />
            <Field
              label={texts.step[price.type]}
              inputMode="numeric"
              value={price.stepSize}
              onChange={(event) => change(put(prices, n, { stepSize: event.target.value }))}
              fault={needed(price.stepSize, ...path, 'stepSize')}
            />
            {prices.length > 1 && (
              <Button
                aria-label={`${form.remove}: ${priceType[price.type]}`}
                onClick={() => change(prices.filter((_, index) => index !== n))}
              >
                {form.remove}
              </Button>
            )}
          </div>
        )
      })}
      <Button className="self-start" onClick={() => change([...prices, NEW_PRICE])}>
        {texts.addPrice}
      </Button>
    </>
  )
}
