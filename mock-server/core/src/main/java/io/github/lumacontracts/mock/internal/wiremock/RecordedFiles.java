package io.github.lumacontracts.mock.internal.wiremock;

import com.github.tomakehurst.wiremock.common.FileSource;
import com.github.tomakehurst.wiremock.common.SingleRootFileSource;
import com.github.tomakehurst.wiremock.common.TextFile;
import java.io.File;
import java.util.List;

/** A folder that holds nothing as long as it does not exist; WireMock would fail to list it. */
final class RecordedFiles extends SingleRootFileSource {
  private final File root;

  RecordedFiles(File root) {
    super(root);
    this.root = root;
  }

  @Override
  public FileSource child(String subDirectory) {
    return new RecordedFiles(new File(root, subDirectory));
  }

  @Override
  public List<TextFile> listFilesRecursively() {
    return root.isDirectory() ? super.listFilesRecursively() : List.of();
  }
}
