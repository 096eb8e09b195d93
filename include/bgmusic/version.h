/* The one place that holds the version: `--version`, the X-Skill-Version header and the packaging
 * read it from here. Semantic versioning: MAJOR.MINOR.PATCH. */
#ifndef BGMUSIC_VERSION_H
#define BGMUSIC_VERSION_H

#define BGMUSIC_VERSION "0.1.0"

#endif
