import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { saveFile } from '../../../web/save-file.ts'
import { useSession } from '../../../web/session/session.tsx'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { useTexts } from '../../texts/index.ts'
import { Invoices } from './invoices.tsx'
import { isMonth, monthOf, rangeOf } from './month.ts'
import { Records } from './records.tsx'
import { billsTable, invoicesTable } from './table.ts'

const route = getRouteApi('/bills')

/** What was billed at the partner's stations in a month, and the invoices for it. */
export function BillsPage() {
  const { bills: texts } = useTexts()
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <SignedIn>
        <Month />
      </SignedIn>
    </>
  )
}

function Month() {
  const { bills: texts } = useTexts()
  const { sdk } = useSession()
  const { month = monthOf(new Date()), of = 'bills' } = route.useSearch()
  const navigate = useNavigate()
  const { fault, busy, ask } = useAsking()
  const range = rangeOf(month)
  const go = (search: { month: string; of: 'bills' | 'invoices' }) =>
    void navigate({ to: '/bills', search, replace: true, resetScroll: false })
  const save = async () => {
    const table = of === 'bills' ? await billsTable(sdk, range) : await invoicesTable(sdk, range)
    saveFile(`${of}-${month}.csv`, table)
  }
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end gap-4">
        <div className="w-full sm:w-48">
          <Field
            type="month"
            label={texts.month}
            defaultValue={month}
            min="2020-01"
            max={monthOf(new Date())}
            onChange={({ target }) => isMonth(target.value) && go({ month: target.value, of })}
          />
        </div>
        <div className="w-full sm:w-64">
          <Choice
            label={texts.what}
            value={of}
            onChange={(value) => go({ month, of: value })}
            options={(['bills', 'invoices'] as const).map((value) => ({ value, name: texts.whats[value] }))}
          />
        </div>
        <Button busy={busy} onClick={() => void ask(save)}>
          {texts.csv}
        </Button>
      </div>
      <p className="text-sm text-soft">{texts.hints[of]}</p>
      {fault && <Fault fault={fault} again={() => void ask(save)} />}
      {of === 'bills' ? <Records key={month} range={range} /> : <Invoices key={month} range={range} />}
    </div>
  )
}
