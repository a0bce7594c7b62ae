import { Link } from '@tanstack/react-router'
import { useId, useState, type ReactNode } from 'react'
import { View } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { Switch } from '../../../web/ui/switch.tsx'
import { PayWaysDocument, type PaymentWay } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { wayName } from './way-name.ts'
import { waysFor, type Way } from './ways.ts'

interface Props {
  amount: { amountMinor: number; currency: string }
  /** What can pay it; all where nobody says. */
  ways?: readonly PaymentWay[]
  label: string
  busyLabel: string
  busy: boolean
  /** Whether a way that is given now can be kept. */
  keepable?: boolean
  /** Why the last way was refused, said where another one is chosen. */
  said?: ReactNode
  onPay: (way: Way, keepIt: boolean) => void
}

/** What to pay with, and the button that does it. The usual way is chosen already. */
export const ChooseWay = (props: Props) => (
  <View query={PayWaysDocument}>
    {(query) => (
      <Choose
        {...props}
        ways={waysFor(query, { ...props.amount, ...(props.ways && { ways: props.ways }) })}
        sandbox={query.paymentProviders.some(({ sandbox }) => sandbox)}
      />
    )}
  </View>
)

function Choose(props: Omit<Props, 'ways'> & { ways: Way[]; sandbox: boolean }) {
  const { ways, sandbox, label, busyLabel, busy, keepable = true, said, onPay } = props
  const { pay } = useTexts()
  const [picked, setPicked] = useState<string | null>(null)
  const [keepIt, setKeepIt] = useState(true)
  const group = useId()
  const chosen = ways.find(({ key }) => key === picked) ?? ways[0]
  if (!chosen) {
    return (
      <Notice tone="warn" title={pay.choose.none}>
        <Link to="/pay" className="text-brand underline">
          {pay.choose.toWays}
        </Link>
      </Notice>
    )
  }
  return (
    <>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 text-sm font-medium">{pay.choose.title}</legend>
        {ways.map((way) => (
          <label
            key={way.key}
            className="flex min-h-11 items-center gap-3 rounded-md border border-edge px-3 has-checked:border-brand has-checked:bg-brand-soft has-checked:font-semibold has-focus-visible:outline-2"
          >
            <input
              type="radio"
              name={group}
              className="size-5 accent-brand"
              checked={way.key === chosen.key}
              onChange={() => setPicked(way.key)}
            />
            <Name way={way} />
          </label>
        ))}
      </fieldset>
      {keepable && chosen.kind === 'NEW' && <Switch label={pay.choose.keepIt} on={keepIt} onChange={setKeepIt} />}
      {sandbox && <p className="text-sm text-soft">{pay.sandbox}</p>}
      {said}
      <Button look="primary" busy={busy} onClick={() => onPay(chosen, keepIt)}>
        {busy ? busyLabel : label}
      </Button>
    </>
  )
}

function Name({ way }: { way: Way }) {
  const { pay } = useTexts()
  const { money } = useFormat()
  if (way.kind === 'KEPT') return way.method.label && wayName(way.method.label)
  return way.kind === 'NEW' ? pay.choose[way.provider] : pay.choose.WALLET(money(way.balance))
}
