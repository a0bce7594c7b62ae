import { getRouteApi, Link } from '@tanstack/react-router'
import { View } from '../../../web/graph/view.tsx'
import { NotFound } from '../../../web/shell/not-found.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { TariffPageDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { ForOperators } from '../for-operators.tsx'
import { Editor } from '../tariff/editor.tsx'

const route = getRouteApi('/tariffs/$id/edit')

export function EditTariffPage() {
  const { tariffs: texts } = useTexts()
  const { id } = route.useParams()
  return (
    <ForOperators>
      <View query={TariffPageDocument} variables={{ id }}>
        {({ tariff }) =>
          tariff ? (
            <>
              <Link to="/tariffs/$id" params={{ id }} className="text-brand underline">
                <bdi>{tariff.description}</bdi>
              </Link>
              <PageTitle>{texts.newVersion}</PageTitle>
              <Editor key={id} tariff={tariff} />
            </>
          ) : (
            <NotFound />
          )
        }
      </View>
    </ForOperators>
  )
}

export function NewTariffPage() {
  const { tariffs: texts } = useTexts()
  return (
    <ForOperators>
      <Link to="/tariffs" className="text-brand underline">
        {texts.title}
      </Link>
      <PageTitle>{texts.make}</PageTitle>
      <Editor tariff={null} />
    </ForOperators>
  )
}
