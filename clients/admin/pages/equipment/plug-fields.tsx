import { Choice } from '../../../web/ui/choice.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { useTexts } from '../../texts/index.ts'
import { named } from '../named.ts'
import type { PlugDraft } from './plug.ts'

interface Props {
  plug: PlugDraft
  change: (part: Partial<PlugDraft>) => void
  /** What the platform says of a field of it. */
  issue: (field: string) => string | undefined
}

/** What there is to say of a connector. */
export function PlugFields({ plug, change, issue }: Props) {
  const { station: texts, plugs, formats, currents } = useTexts()
  return (
    <div className="grid grid-cols-1 items-start gap-3 sm:grid-cols-4">
      <Choice
        label={texts.plug}
        value={plug.standard}
        options={named(plugs)}
        onChange={(standard) => change({ standard })}
        fault={issue('standard')}
      />
      <Choice
        label={texts.format}
        value={plug.format}
        options={named(formats)}
        onChange={(format) => change({ format })}
        fault={issue('format')}
      />
      <Choice
        label={texts.current}
        value={plug.powerType}
        options={named(currents)}
        onChange={(powerType) => change({ powerType })}
        fault={issue('powerType')}
      />
      <Field
        label={texts.power}
        inputMode="decimal"
        value={plug.kW}
        onChange={(event) => change({ kW: event.target.value })}
        fault={issue('maxPowerW')}
      />
    </div>
  )
}
