import { View } from '../../../web/graph/view.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { TariffChoicesDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

/** Tariffs to choose from; an operator with more finds them at the tariff itself. */
const CHOICES = 100

/** Which tariff, or none. */
export function TariffChoice(props: {
  label: string
  operatorId?: string
  value: string
  fault?: string | undefined
  onChange: (tariffId: string) => void
}) {
  const { label, operatorId, value, fault, onChange } = props
  const { station: texts, wizard } = useTexts()
  const { roles } = useSession()
  const variables = { first: CHOICES, operatorId: roles.includes('ADMIN') ? (operatorId ?? null) : null }
  return (
    <View query={TariffChoicesDocument} variables={variables}>
      {({ tariffs }) => (
        <>
          <Choice
            label={label}
            value={value}
            fault={fault}
            options={[
              { value: '', name: texts.free },
              ...tariffs.edges.map(({ node }) => ({ value: node.id, name: `${node.description} (${node.currency})` })),
            ]}
            onChange={onChange}
          />
          {tariffs.edges.length === 0 && <p className="text-sm text-soft">{wizard.noTariffs}</p>}
        </>
      )}
    </View>
  )
}
