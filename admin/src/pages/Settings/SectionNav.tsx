import { Box, Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { useForm } from '@strapi/strapi/admin';
import { Link, useNavigate } from 'react-router-dom';
import { styled } from 'styled-components';

import { useText } from '../../translations/useText';
import { isRefused, touches } from './settingsForm';
import { SECTIONS, type SettingsSection } from './settingsSections';

const Entry = styled(Link)`
  display: flex;
  align-items: center;
  justify-content: space-between;
  gap: ${({ theme }) => theme.spaces[2]};
  padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[3]}`};
  border-radius: ${({ theme }) => theme.borderRadius};
  text-decoration: none;
  color: ${({ theme }) => theme.colors.neutral800};

  &:hover {
    background: ${({ theme }) => theme.colors.neutral150};
  }

  &[aria-current] {
    background: ${({ theme }) => theme.colors.primary100};
    color: ${({ theme }) => theme.colors.primary700};
    /* In the dark theme the background is that of the page. */
    box-shadow: inset 2px 0 0 ${({ theme }) => theme.colors.primary600};
  }
`;

const Mark = styled.span<{ $isError: boolean }>`
  flex-shrink: 0;
  width: 0.8rem;
  height: 0.8rem;
  border-radius: 50%;
  background: ${({ theme, $isError }) =>
    $isError ? theme.colors.danger600 : theme.colors.primary600};
`;

/** The sections of the settings; those with unsaved or refused fields are marked. */
export const SectionNav = ({ open }: { open: SettingsSection }) => {
  const text = useText();
  const navigate = useNavigate();
  const values = useForm('SectionNav', (form) => form.values);
  const errors = useForm('SectionNav', (form) => form.errors);
  const markOf = ({ settings }: SettingsSection) => {
    if (isRefused(errors, settings)) return 'settings.section.refused';
    return touches(values, settings) ? 'settings.section.unsaved' : null;
  };
  return (
    <>
      <Box display={{ initial: 'block', large: 'none' }}>
        <SingleSelect
          aria-label={text('settings.sections')}
          value={open.id}
          onChange={(id) => navigate({ hash: String(id) })}
        >
          {SECTIONS.map(({ id, title }) => (
            <SingleSelectOption key={id} value={id}>
              {text(title)}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Box>
      <Box
        tag="nav"
        aria-label={text('settings.sections')}
        display={{ initial: 'none', large: 'block' }}
        width="21rem"
        shrink={0}
        position="sticky"
        top="8rem"
      >
        <Flex tag="ul" direction="column" alignItems="stretch" gap={1}>
          {SECTIONS.map((section) => {
            const mark = markOf(section);
            return (
              <li key={section.id}>
                <Entry
                  to={{ hash: section.id }}
                  aria-current={section.id === open.id ? 'page' : undefined}
                >
                  <Typography fontWeight={section.id === open.id ? 'semiBold' : 'regular'}>
                    {text(section.title)}
                  </Typography>
                  {mark !== null && (
                    <Mark
                      role="img"
                      aria-label={text(mark)}
                      title={text(mark)}
                      $isError={mark === 'settings.section.refused'}
                    />
                  )}
                </Entry>
              </li>
            );
          })}
        </Flex>
      </Box>
    </>
  );
};
