import { Divider } from '@strapi/design-system';
import { SubNav } from '@strapi/strapi/admin';

import { useText } from '../../translations/useText';
import type { Section } from './sections';

type ZoomMenuProps = {
  sections: readonly Section[];
  /** On a small screen the navigation is a page of its own. */
  isFullPage?: boolean;
};

/** The pages of Zoom, beside the one that is open. */
export const ZoomMenu = ({ sections, isFullPage = false }: ZoomMenuProps) => {
  const text = useText();
  const label = text('plugin.name');
  return (
    <SubNav.Main aria-label={label} isFullPage={isFullPage}>
      <SubNav.Header label={label} />
      <Divider />
      <SubNav.Content>
        <SubNav.Sections>
          {[
            <SubNav.Section key="pages" label={text('menu.pages')}>
              {sections.map((section) => (
                <SubNav.Link
                  key={section.path}
                  to={`/plugins/zoom/${section.path}`}
                  label={text(section.label)}
                />
              ))}
            </SubNav.Section>,
          ]}
        </SubNav.Sections>
      </SubNav.Content>
    </SubNav.Main>
  );
};
